package io.brokerway.server.rest.router;

/** The order types of this surface, the advanced ones among them. */
enum RouterOrderType {
  MARKET,
  LIMIT,
  STOP,
  STOP_LIMIT,
  TRAILING_STOP,
  /** An entry, at a limit if one is given, with a take-profit and a stop-loss. */
  BRACKET,
  /** A take-profit and a stop-loss for a position that is there. */
  OCO,
  /** An entry with one exit. */
  OTO,
  /** Spread evenly over a time. */
  TWAP,
  /** Spread over a time as the market's volume is. */
  VWAP,
  /** A limit order of which the market sees a part. */
  ICEBERG,
  /** Of another surface: several instruments at one price. */
  MULTI_LEG,
  /** Of another surface. */
  OTHER
}
