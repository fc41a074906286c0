package io.brokerway.broker.order;

/** How long an order stays. FIX TimeInForce(59). */
public enum TimeInForce {
  /** Until the end of the session. */
  DAY,
  /** Until it is canceled, or the broker's own limit. */
  GTC,
  /** Until a date or an instant named in the order. */
  GTD,
  /** Fills at once what it can; the rest is canceled. */
  IOC,
  /** Fills at once and whole, or is canceled. */
  FOK,
  /** Only in the opening auction. */
  OPG,
  /** Only in the closing auction. */
  CLS
}
