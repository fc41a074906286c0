package io.brokerway.conformance;

/** What happens to a call on its way. */
public enum Trouble {
  /** The connection is cut and the broker never took the call. */
  CUT_BEFORE_ACCEPT,
  /** The broker took the call, then the connection is cut before the first byte of the reply. */
  CUT_AFTER_ACCEPT,
  /** No answer comes, and the broker did not take the call. */
  SILENCE_BEFORE_ACCEPT,
  /** No answer comes, though the broker took the call. */
  SILENCE_AFTER_ACCEPT,
  /** The broker's own error of its own making, with nothing taken. */
  ERROR_BEFORE_ACCEPT,
  /** The broker's own error of its own making, though the call was taken. */
  ERROR_AFTER_ACCEPT,
  /** The broker's own answer to who is too fast; nothing is taken. */
  TOO_FAST,
  /** The reply ends in its middle, as if it were whole; a command was taken. */
  TRUNCATED,
  /** A page of HTML under a good status; a command was taken. */
  HTML,
  /** A reply with nothing of what it should carry, under a good status; a command was taken. */
  EMPTY,
  /** A figure or a list of another JSON type; a command was taken. */
  WRONG_TYPE,
  /** A state that no documentation has; a command was taken. */
  UNKNOWN_WORD,
  /** A reply of many megabytes; a command was taken. */
  HUGE,
  /** A reply nested ten thousand levels deep; a command was taken. */
  DEEP;

  /** Whether a command under it is carried out. */
  public boolean accepts() {
    return switch (this) {
      case CUT_BEFORE_ACCEPT, SILENCE_BEFORE_ACCEPT, ERROR_BEFORE_ACCEPT, TOO_FAST -> false;
      case CUT_AFTER_ACCEPT,
          SILENCE_AFTER_ACCEPT,
          ERROR_AFTER_ACCEPT,
          TRUNCATED,
          HTML,
          EMPTY,
          WRONG_TYPE,
          UNKNOWN_WORD,
          HUGE,
          DEEP ->
          true;
    };
  }

  /** Whether the broker answers, in a way that nobody can read. */
  public boolean isOdd() {
    return switch (this) {
      case TRUNCATED, HTML, EMPTY, WRONG_TYPE, UNKNOWN_WORD, HUGE, DEEP -> true;
      case CUT_BEFORE_ACCEPT,
          CUT_AFTER_ACCEPT,
          SILENCE_BEFORE_ACCEPT,
          SILENCE_AFTER_ACCEPT,
          ERROR_BEFORE_ACCEPT,
          ERROR_AFTER_ACCEPT,
          TOO_FAST ->
          false;
    };
  }
}
