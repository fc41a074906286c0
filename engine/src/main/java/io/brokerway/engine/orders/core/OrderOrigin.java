package io.brokerway.engine.orders.core;

/** Who placed an order. */
public enum OrderOrigin {
  /** A client of ours. */
  CLIENT,
  /** Somebody at the broker, not through us. */
  EXTERNAL,
  /** The broker: a part of an order of several, one of ours or of somebody else. */
  PART,
  /** The broker: a part that fills in place of another, so that it binds nothing of its own. */
  ALTERNATIVE_PART
}
