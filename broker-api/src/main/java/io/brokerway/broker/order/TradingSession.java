package io.brokerway.broker.order;

/** In which sessions of the day an order may execute. FIX TradingSessionID(336). */
public enum TradingSession {
  REGULAR,
  /** Regular, before and after it. */
  EXTENDED,
  PRE_MARKET,
  POST_MARKET,
  OVERNIGHT,
  /** Every session there is. */
  ALL
}
