package io.brokerway.engine.orders.core;

/** Who placed an order. */
public enum OrderOrigin {
  /** A client of ours. */
  CLIENT,
  /** Somebody at the broker, not through us. */
  EXTERNAL
}
