package io.brokerway.broker.order;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An exit of a bracket, OCO or OTO order.
 *
 * @param limitPrice the take-profit's price, or the limit of a stop-limit
 * @param stopPrice the stop-loss's trigger; absent for a take-profit
 * @param trail a trailing stop-loss instead of a fixed trigger
 */
public record ExitOrder(
    @Nullable BigDecimal limitPrice,
    @Nullable BigDecimal stopPrice,
    @Nullable TrailingOffset trail) {

  public ExitOrder {
    if (limitPrice == null && stopPrice == null && trail == null) {
      throw new IllegalArgumentException("an exit needs a limitPrice, a stopPrice or a trail");
    }
    if (stopPrice != null && trail != null) {
      throw new IllegalArgumentException("an exit has a stopPrice or a trail, not both");
    }
  }

  public static ExitOrder takeProfit(BigDecimal limitPrice) {
    return new ExitOrder(limitPrice, null, null);
  }

  public static ExitOrder stopLoss(BigDecimal stopPrice, @Nullable BigDecimal limitPrice) {
    return new ExitOrder(limitPrice, stopPrice, null);
  }
}
