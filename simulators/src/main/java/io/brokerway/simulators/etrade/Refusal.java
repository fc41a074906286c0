package io.brokerway.simulators.etrade;

/** A call that E*TRADE refuses, with the code and the words that it sends. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A parameter or the service is at fault. */
  static final int PARAMETER = 100;

  static final int TIMED_OUT = 101;
  static final int ACCOUNT_KEY = 102;
  static final int PREVIEW_ID = 900;
  static final int FUNDS = 1021;
  static final int STALE_PLACE = 1033;
  static final int NOT_CANCELABLE = 5001;
  static final int INSTITUTION_TYPE = 7002;

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final int status;
  private final int code;

  private Refusal(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static Refusal of(int code, String message) {
    return new Refusal(BAD_REQUEST, code, message);
  }

  /** A parameter, a field or what they say together is not taken. */
  static Refusal invalid(String message) {
    return of(PARAMETER, message);
  }

  static Refusal notFound(String message) {
    return new Refusal(NOT_FOUND, PARAMETER, message);
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
