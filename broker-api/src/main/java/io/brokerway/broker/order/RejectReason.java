package io.brokerway.broker.order;

/** Why a broker refused a command. FIX OrdRejReason(103) and CxlRejReason(102), by cause. */
public enum RejectReason {
  INSUFFICIENT_FUNDS,
  INSUFFICIENT_POSITION,
  UNKNOWN_INSTRUMENT,
  NOT_TRADABLE,
  NOT_SHORTABLE,
  MARKET_CLOSED,
  INVALID_PRICE,
  INVALID_QUANTITY,
  /** The combination of type, time in force, session or class is not taken. */
  UNSUPPORTED_COMBINATION,
  /** The id is taken: an earlier command with the same id arrived. */
  DUPLICATE_CLIENT_ORDER_ID,
  /** The order is final, or in a state that allows no change. */
  TOO_LATE,
  UNKNOWN_ORDER,
  /** The account, or the login, may not do this. */
  NOT_PERMITTED,
  /** A rule of the broker or of the law: wash trade, day-trade protection, restricted list. */
  RULE,
  /** The broker found the request malformed. */
  INVALID_REQUEST,
  /** A refusal for a cause that the adapter's table does not name. */
  OTHER
}
