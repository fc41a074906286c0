package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.VenueReply;

/** An order that Schwab takes and rejects at once: it has an id, a state and a description. */
final class Rejected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final String FUNDS = "You do not have enough available cash/buying power for this order.";
  static final String DECIMALS =
      "Orders above $1 can be entered in no more than two decimals; orders below $1 can be entered "
          + "in no more than four decimals.";
  static final String FAR =
      "Your limit price is significantly away from the current market price. Please adjust it.";
  static final String OVERSOLD =
      "This order may result in an oversold/overbought position in your account. "
          + "(Position_Sys_0001)";
  static final String STOP_SIDE =
      "The stop price is on the wrong side of the market. (Order_Sys_0002)";
  static final String RESTRICTED = "Your account is not permitted to do this. (Account_Sys_0005)";

  Rejected(String description) {
    super(description, null, false, false);
  }

  String description() {
    return String.valueOf(getMessage());
  }

  /** What Schwab says where the venue refused. */
  static Rejected by(VenueReply.Refused refused) {
    return new Rejected(
        switch (refused.reason()) {
          case INSUFFICIENT_FUNDS -> FUNDS;
          case INVALID_PRICE -> DECIMALS;
          case INSUFFICIENT_POSITION -> OVERSOLD;
          case NOT_PERMITTED, NOT_SHORTABLE, RULE -> RESTRICTED;
          case UNKNOWN_INSTRUMENT,
              NOT_TRADABLE,
              MARKET_CLOSED,
              INVALID_QUANTITY,
              UNSUPPORTED_COMBINATION,
              DUPLICATE_CLIENT_ORDER_ID,
              TOO_LATE,
              UNKNOWN_ORDER,
              INVALID_REQUEST,
              OTHER ->
              refused.text();
        });
  }
}
