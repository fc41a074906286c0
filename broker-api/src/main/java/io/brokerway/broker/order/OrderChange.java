package io.brokerway.broker.order;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a replace changes; an absent part stays as it is. FIX OrderCancelReplaceRequest(G).
 *
 * @param quantity the new total, not the rest; FIX OrderQty(38)
 */
public record OrderChange(
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal limitPrice,
    @Nullable BigDecimal stopPrice,
    @Nullable TrailingOffset trail,
    @Nullable TimeInForce timeInForce,
    @Nullable Instant goodUntil) {

  public OrderChange {
    if (quantity == null
        && limitPrice == null
        && stopPrice == null
        && trail == null
        && timeInForce == null
        && goodUntil == null) {
      throw new IllegalArgumentException("a replace changes at least one of its fields");
    }
    if (quantity != null && quantity.signum() <= 0) {
      throw new IllegalArgumentException(
          "quantity must be above 0, not " + quantity.toPlainString());
    }
  }
}
