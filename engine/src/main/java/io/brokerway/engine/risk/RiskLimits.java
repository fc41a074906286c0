package io.brokerway.engine.risk;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far orders may go. One set for the install.
 *
 * @param maxQuantity the most units of one order; absent for no limit
 * @param maxNotional the most money of one order, in its instrument's currency; absent for no limit
 * @param maxOpenOrders of one account
 * @param ordersPerSecond of one account
 * @param ordersPerMinute of one account
 * @param collarLivePercent how far beyond the reference price an order may go on its aggressive
 *     side on live accounts; absent for off
 * @param collarPaperPercent the same on paper accounts
 * @param maxReferenceAge how old a reference price may be for a live account
 * @param duplicateWindowLive within which an equal order of the account is refused; zero for off
 * @param duplicateWindowPaper the same on paper accounts
 * @param marketOrderMarginPercent what is bound beyond the reference price for an order without a
 *     price of its own
 */
public record RiskLimits(
    @Nullable BigDecimal maxQuantity,
    @Nullable BigDecimal maxNotional,
    int maxOpenOrders,
    int ordersPerSecond,
    int ordersPerMinute,
    @Nullable BigDecimal collarLivePercent,
    @Nullable BigDecimal collarPaperPercent,
    Duration maxReferenceAge,
    Duration duplicateWindowLive,
    Duration duplicateWindowPaper,
    BigDecimal marketOrderMarginPercent) {

  /** The limits in force without settings. */
  public static final RiskLimits DEFAULTS =
      new RiskLimits(
          new BigDecimal(1_000_000),
          new BigDecimal(5_000_000),
          1_000,
          100,
          1_000,
          BigDecimal.TEN,
          null,
          Duration.ofSeconds(60),
          Duration.ZERO,
          Duration.ZERO,
          BigDecimal.ONE);

  public RiskLimits {
    requireAbove("maxOpenOrders", maxOpenOrders);
    requireAbove("ordersPerSecond", ordersPerSecond);
    requireAbove("ordersPerMinute", ordersPerMinute);
    if (!maxReferenceAge.isPositive()) {
      throw new IllegalArgumentException("maxReferenceAge must be above 0");
    }
    if (duplicateWindowLive.isNegative() || duplicateWindowPaper.isNegative()) {
      throw new IllegalArgumentException("duplicate windows must not be negative");
    }
    if (marketOrderMarginPercent.signum() < 0) {
      throw new IllegalArgumentException("marketOrderMarginPercent must not be negative");
    }
  }

  private static void requireAbove(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
