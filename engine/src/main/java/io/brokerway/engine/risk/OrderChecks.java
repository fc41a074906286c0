package io.brokerway.engine.risk;

import io.brokerway.broker.account.Account;
import io.brokerway.broker.order.NewOrder;
import java.util.List;

/**
 * The checks that need no more than the order and its surroundings. Pure; all refusals are told at
 * once.
 */
public final class OrderChecks {
  private OrderChecks() {}

  /** Every reason against the order, in a steady order. */
  public static List<Refusal> check(NewOrder order, MarketView view, RiskLimits limits) {
    var refusals = new Refusals();
    standing(view, refusals);
    CapabilityChecks.check(order, view.capabilities(), refusals);
    InstrumentChecks.check(order, view, refusals);
    QuantityChecks.check(order, view, limits, refusals);
    PriceChecks.check(order, view, limits, refusals);
    MarketHoursChecks.check(order, view, refusals);
    return refusals.all();
  }

  private static void standing(MarketView view, Refusals refusals) {
    if (!view.connectionOpen()) {
      refusals.add(
          Refusal.Code.CONNECTION_NOT_READY,
          "accountId",
          "The connection of this account takes no orders now: %s.",
          view.connectionProblem());
    }
    var status = view.accountStatus();
    if (status == Account.Status.CLOSED || status == Account.Status.PENDING) {
      refusals.add(Refusal.Code.ACCOUNT_NOT_ACTIVE, "accountId", "The account is %s.", status);
    }
  }
}
