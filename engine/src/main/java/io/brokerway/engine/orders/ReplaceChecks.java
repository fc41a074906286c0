package io.brokerway.engine.orders;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.engine.orders.OrderWrite.NewCommand;
import io.brokerway.engine.orders.core.Command;
import io.brokerway.engine.risk.Demand;
import io.brokerway.engine.risk.ExposureChecks;
import io.brokerway.engine.risk.Exposures;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.engine.risk.RiskLimits;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of a replace that need the locked order and exposure. */
final class ReplaceChecks {
  private ReplaceChecks() {}

  /**
   * @param commands of the order so far
   * @param holding of what the order sells; absent if unknown or if it sells no holding
   */
  static List<Refusal> check(
      NewCommand replace,
      OrderRow order,
      List<Command> commands,
      Exposures exposures,
      @Nullable BigDecimal holding)
      throws SQLException {
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
    var instrument = order.spec().instrument();
    var key = new Exposures.Key(order.tenant(), order.account());
    refusals.addAll(
        ExposureChecks.check(
            exposures.get(key),
            new Demand(
                replace.extraCash().max(BigDecimal.ZERO),
                instrument != null && instrument.assetClass() == AssetClass.CRYPTO,
                growth(order, commands, quantity),
                false),
            instrument == null || holding == null
                ? null
                : holding.subtract(exposures.boundBySells(key, instrument.key())),
            replace.account().currency(),
            RiskLimits.DEFAULTS));
    return refusals;
  }

  /** What a replace sells beyond what the order binds already; absent if it sells no more. */
  private static @Nullable BigDecimal growth(
      OrderRow order, List<Command> commands, @Nullable BigDecimal quantity) {
    var life = order.life();
    if (quantity == null || life.quantity() == null || !Sells.sellsHolding(order.spec())) {
      return null;
    }
    var bound = Sells.bound(order, life, commands);
    var wanted = quantity.subtract(life.cumulative());
    return wanted.compareTo(bound) > 0 ? wanted.subtract(bound) : null;
  }
}
