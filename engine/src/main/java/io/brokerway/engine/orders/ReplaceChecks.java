package io.brokerway.engine.orders;

import io.brokerway.engine.orders.OrderWrite.NewCommand;
import io.brokerway.engine.risk.Demand;
import io.brokerway.engine.risk.ExposureChecks;
import io.brokerway.engine.risk.Exposures;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.engine.risk.RiskLimits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The checks of a replace that need the locked order and exposure. */
final class ReplaceChecks {
  private ReplaceChecks() {}

  static List<Refusal> check(NewCommand replace, OrderRow order, Exposures exposures) {
    var refusals = new ArrayList<Refusal>();
    var change = replace.change();
    var quantity = change == null ? null : change.quantity();
    var filled = order.life().cumulative();
    if (quantity != null && quantity.compareTo(filled) <= 0) {
      refusals.add(
          new Refusal(
              Refusal.Code.QUANTITY_BELOW_FILLED,
              "quantity",
              "The new total %s must be above the %s that are filled."
                  .formatted(quantity.toPlainString(), filled.toPlainString())));
    }
    var key = new Exposures.Key(order.tenant(), order.account());
    refusals.addAll(
        ExposureChecks.check(
            exposures.get(key),
            new Demand(replace.extraCash().max(BigDecimal.ZERO), false, null, false),
            null,
            replace.account().currency(),
            RiskLimits.DEFAULTS));
    return refusals;
  }
}
