package io.brokerway.server.rest.v1;

import io.brokerway.broker.order.ExitOrder;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An exit of a bracket, OCO or OTO order. */
record ExitBody(
    @Nullable BigDecimal limitPrice, @Nullable BigDecimal stopPrice, @Nullable TrailBody trail) {
  ExitOrder toExit() {
    return new ExitOrder(limitPrice, stopPrice, trail == null ? null : trail.toOffset());
  }

  static ExitBody of(ExitOrder exit) {
    var offset = exit.trail();
    return new ExitBody(
        exit.limitPrice(), exit.stopPrice(), offset == null ? null : TrailBody.of(offset));
  }
}
