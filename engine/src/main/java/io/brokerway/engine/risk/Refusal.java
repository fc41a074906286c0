package io.brokerway.engine.risk;

/**
 * One reason why an order may not go out.
 *
 * @param code stable, for programs
 * @param field the field of the request that it speaks of; empty if it is none
 * @param sentence for people, in full, without secrets
 */
public record Refusal(Code code, String field, String sentence) {

  /** Why an order is refused. Stored by name: constants are added, never renamed. */
  public enum Code {
    ACCOUNT_NOT_ACTIVE,
    CONNECTION_NOT_READY,
    READ_ONLY_BROKER,
    KILL_SWITCH,
    UNKNOWN_INSTRUMENT,
    NOT_TRADABLE,
    NOT_SHORTABLE,
    UNSUPPORTED_ASSET_CLASS,
    UNSUPPORTED_ORDER_TYPE,
    UNSUPPORTED_TIME_IN_FORCE,
    UNSUPPORTED_SESSION,
    UNSUPPORTED_QUANTITY,
    UNSUPPORTED_ORDER_CLASS,
    UNSUPPORTED_REPLACE,
    UNSUPPORTED_PARAMETER,
    UNSUPPORTED_CURRENCY,
    QUANTITY_TOO_SMALL,
    QUANTITY_INCREMENT,
    QUANTITY_BELOW_FILLED,
    PRICE_INCREMENT,
    PRICE_NOT_POSITIVE,
    MARKET_CLOSED,
    GOOD_UNTIL_PAST,
    PRICE_COLLAR,
    REFERENCE_PRICE_MISSING,
    REFERENCE_PRICE_STALE,
    MAX_QUANTITY,
    MAX_NOTIONAL,
    MAX_OPEN_ORDERS,
    ORDER_RATE,
    DUPLICATE_ORDER,
    BALANCE_UNKNOWN,
    INSUFFICIENT_BUYING_POWER,
    POSITION_UNKNOWN,
    INSUFFICIENT_POSITION,
    /** The adapter refused the order before anything was sent. */
    UNSUPPORTED_BY_BROKER
  }
}
