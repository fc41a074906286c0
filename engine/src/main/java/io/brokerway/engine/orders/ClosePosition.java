package io.brokerway.engine.orders;

import io.brokerway.broker.instrument.Instrument;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to close a position, or a part of it, at the market.
 *
 * @param idempotencyKey 1 to 255 characters
 * @param quantity the units to close; absent for all, or where a percentage is given
 * @param percentage of the position, above 0 and at most 100
 */
public record ClosePosition(
    String idempotencyKey,
    UUID account,
    Instrument instrument,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal percentage) {
  static final BigDecimal WHOLE = new BigDecimal(100);

  public ClosePosition {
    PlaceOrder.requireKey(idempotencyKey);
    if (quantity != null && percentage != null) {
      throw new IllegalArgumentException("quantity or percentage may be given, not both");
    }
    if (quantity != null && quantity.signum() <= 0) {
      throw new IllegalArgumentException("quantity must be above 0");
    }
    if (percentage != null && (percentage.signum() <= 0 || percentage.compareTo(WHOLE) > 0)) {
      throw new IllegalArgumentException("percentage must be above 0 and at most 100");
    }
  }
}
