package io.brokerway.engine.orders;

import io.brokerway.engine.storage.Texts;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to place an order.
 *
 * @param idempotencyKey 1 to 255 characters; a surface whose clients send none makes a fresh one
 * @param maxAge how old the order may be when its first byte is sent; absent for the default of its
 *     type
 */
public record PlaceOrder(
    String idempotencyKey, UUID account, OrderSpec spec, @Nullable Duration maxAge) {
  static final int MAX_KEY_LENGTH = 255;
  private static final Duration LONGEST_MAX_AGE = Duration.ofHours(24);

  public PlaceOrder {
    requireKey(idempotencyKey);
    if (maxAge != null && (!maxAge.isPositive() || maxAge.compareTo(LONGEST_MAX_AGE) > 0)) {
      throw new IllegalArgumentException("maxAge must be above 0 and at most 24 hours");
    }
  }

  static void requireKey(String key) {
    Texts.requireStorable("idempotencyKey", key, MAX_KEY_LENGTH);
    if (key.isBlank()) {
      throw new IllegalArgumentException("idempotencyKey must not be blank");
    }
  }
}
