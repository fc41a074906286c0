package io.brokerway.engine.orders;

import java.util.UUID;

/** A request to cancel an order. */
public record CancelRequest(String idempotencyKey, UUID order) {
  public CancelRequest {
    PlaceOrder.requireKey(idempotencyKey);
  }
}
