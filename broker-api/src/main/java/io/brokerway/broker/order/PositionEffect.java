package io.brokerway.broker.order;

/** Whether an order opens or closes a position. FIX PositionEffect(77). */
public enum PositionEffect {
  OPEN,
  CLOSE,
  /** The broker decides by what is held. */
  AUTOMATIC
}
