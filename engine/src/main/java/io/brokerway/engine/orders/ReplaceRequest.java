package io.brokerway.engine.orders;

import io.brokerway.broker.order.OrderChange;
import java.util.UUID;

/** A request to change a working order. */
public record ReplaceRequest(String idempotencyKey, UUID order, OrderChange change) {
  public ReplaceRequest {
    PlaceOrder.requireKey(idempotencyKey);
  }
}
