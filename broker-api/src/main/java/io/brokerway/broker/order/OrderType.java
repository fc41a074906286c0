package io.brokerway.broker.order;

/** How an order finds its price. FIX OrdType(40). */
public enum OrderType {
  MARKET,
  LIMIT,
  STOP,
  STOP_LIMIT,
  TRAILING_STOP,
  TRAILING_STOP_LIMIT,
  MARKET_IF_TOUCHED,
  LIMIT_IF_TOUCHED,
  MARKET_ON_OPEN,
  LIMIT_ON_OPEN,
  MARKET_ON_CLOSE,
  LIMIT_ON_CLOSE,
  /** Executes through an algorithm of the broker's, named in the order's parameters. */
  ALGORITHM;

  /** Whether the order names the worst price it takes. */
  public boolean needsLimitPrice() {
    return switch (this) {
      case LIMIT, STOP_LIMIT, LIMIT_IF_TOUCHED, LIMIT_ON_OPEN, LIMIT_ON_CLOSE -> true;
      case MARKET,
          STOP,
          TRAILING_STOP,
          TRAILING_STOP_LIMIT,
          MARKET_IF_TOUCHED,
          MARKET_ON_OPEN,
          MARKET_ON_CLOSE,
          ALGORITHM ->
          false;
    };
  }

  /** Whether the order rests until a named price is seen. */
  public boolean needsStopPrice() {
    return this == STOP
        || this == STOP_LIMIT
        || this == MARKET_IF_TOUCHED
        || this == LIMIT_IF_TOUCHED;
  }

  /** Whether the order's trigger follows the market. */
  public boolean trails() {
    return this == TRAILING_STOP || this == TRAILING_STOP_LIMIT;
  }
}
