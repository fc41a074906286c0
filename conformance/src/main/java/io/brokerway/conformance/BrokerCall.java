package io.brokerway.conformance;

/** The calls of an adapter that a simulator can tell apart and spoil. */
public enum BrokerCall {
  /** The call that makes an order; of a two-step place the second. */
  PLACE,
  REPLACE,
  CANCEL,
  /** The call that finds one order. */
  LOOK_UP,
  /** The list of orders. */
  ORDERS,
  ACCOUNTS,
  BALANCE,
  POSITIONS,
  TRANSACTIONS,
  QUOTES;

  /** Whether it can change what the broker has. */
  public boolean isCommand() {
    return switch (this) {
      case PLACE, REPLACE, CANCEL -> true;
      case LOOK_UP, ORDERS, ACCOUNTS, BALANCE, POSITIONS, TRANSACTIONS, QUOTES -> false;
    };
  }
}
