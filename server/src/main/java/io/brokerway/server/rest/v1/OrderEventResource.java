package io.brokerway.server.rest.v1;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.brokerway.engine.orders.OrderEvent;
import java.time.Instant;

/**
 * One entry of an order's history.
 *
 * @param sequence from 1, without a gap
 * @param type dotted and lower-case: {@code order.accepted}
 * @param actor who caused it
 * @param details what happened, by the type
 */
record OrderEventResource(
    long sequence,
    String type,
    String actor,
    Instant recordedAt,
    int version,
    @JsonRawValue String details) {

  static OrderEventResource of(OrderEvent event) {
    return new OrderEventResource(
        event.sequence(),
        event.type(),
        event.actor(),
        event.recordedAt(),
        event.version(),
        event.payload());
  }
}
