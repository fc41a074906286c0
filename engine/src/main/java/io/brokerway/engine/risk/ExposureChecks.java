package io.brokerway.engine.risk;

import io.brokerway.broker.CurrencyCode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks that need the account's locked exposure. Pure. */
public final class ExposureChecks {
  private ExposureChecks() {}

  /**
   * Every reason against binding more.
   *
   * @param exposure with this order already {@link Exposure#counted}
   * @param sellable what is held and not bound by other sells; absent if unknown or not needed
   */
  public static List<Refusal> check(
      Exposure exposure,
      Demand demand,
      @Nullable BigDecimal sellable,
      CurrencyCode currency,
      RiskLimits limits) {
    var refusals = new Refusals();
    buyingPower(exposure, demand, currency, refusals);
    position(demand, sellable, refusals);
    if (demand.newOrder()) {
      counts(exposure, limits, refusals);
    }
    return refusals.all();
  }

  private static void buyingPower(
      Exposure exposure, Demand demand, CurrencyCode currency, Refusals refusals) {
    if (demand.cash().signum() <= 0) {
      return;
    }
    var available = exposure.available(demand.withoutMargin());
    if (available == null) {
      refusals.add(
          Refusal.Code.BALANCE_UNKNOWN,
          "accountId",
          "The account's buying power is not known yet; sync it first.");
    } else if (demand.cash().compareTo(available) > 0) {
      refusals.add(
          Refusal.Code.INSUFFICIENT_BUYING_POWER,
          "quantity",
          "The order needs %s %s and %s %s are left to spend.",
          plain(demand.cash()),
          currency,
          plain(available.max(BigDecimal.ZERO)),
          currency);
    }
  }

  private static void position(Demand demand, @Nullable BigDecimal sellable, Refusals refusals) {
    var wanted = demand.sellQuantity();
    if (wanted == null || wanted.signum() <= 0) {
      return;
    }
    if (sellable == null) {
      refusals.add(
          Refusal.Code.POSITION_UNKNOWN,
          "accountId",
          "What the account holds is not known yet; sync it first.");
    } else if (wanted.compareTo(sellable) > 0) {
      refusals.add(
          Refusal.Code.INSUFFICIENT_POSITION,
          "quantity",
          "The order sells %s and %s are held and free to sell.",
          plain(wanted),
          plain(sellable.max(BigDecimal.ZERO)));
    }
  }

  private static void counts(Exposure exposure, RiskLimits limits, Refusals refusals) {
    if (exposure.openOrders() >= limits.maxOpenOrders()) {
      refusals.add(
          Refusal.Code.MAX_OPEN_ORDERS,
          "accountId",
          "The account has %d open orders, the most that are allowed.",
          exposure.openOrders());
    }
    if (exposure.inSecond() > limits.ordersPerSecond()) {
      refusals.add(
          Refusal.Code.ORDER_RATE,
          "accountId",
          "The account may send %d orders a second.",
          limits.ordersPerSecond());
    }
    if (exposure.inMinute() > limits.ordersPerMinute()) {
      refusals.add(
          Refusal.Code.ORDER_RATE,
          "accountId",
          "The account may send %d orders a minute.",
          limits.ordersPerMinute());
    }
  }

  private static String plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }
}
