package io.brokerway.broker.order;

/** Whether an order buys or sells. FIX Side(54). */
public enum Side {
  BUY,
  /** Sells what is held. */
  SELL,
  /** Sells what is not held: opens or enlarges a short position. */
  SELL_SHORT;

  public boolean isSell() {
    return this != BUY;
  }

  /** The side as a sign: 1 for a buy, -1 for a sell. */
  public int sign() {
    return this == BUY ? 1 : -1;
  }
}
