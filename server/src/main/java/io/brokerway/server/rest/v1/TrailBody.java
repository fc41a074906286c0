package io.brokerway.server.rest.v1;

import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;

/** How far a trailing stop follows the market. */
record TrailBody(BigDecimal value, TrailingOffset.Unit unit) {
  TrailingOffset toOffset() {
    return new TrailingOffset(value, unit);
  }

  static TrailBody of(TrailingOffset offset) {
    return new TrailBody(offset.value(), offset.unit());
  }
}
