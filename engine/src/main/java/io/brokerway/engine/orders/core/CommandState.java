package io.brokerway.engine.orders.core;

/** Where a command stands. */
public enum CommandState {
  /** Durable with us, not sent. */
  QUEUED,
  /** An attempt is recorded; a byte may have left. */
  SENDING,
  /** Sent, and no readable answer came. Shown as SUBMIT_, CANCEL_ or REPLACE_UNKNOWN. */
  UNKNOWN,
  /** The broker took the request; what it leads to is not known yet. */
  ACCEPTED,
  /** It did what it asked. */
  DONE,
  /** Taken back before it was sent. */
  WITHDRAWN,
  /** The broker refused it. */
  REJECTED,
  /** Our own checks refused it. */
  DENIED,
  /** The order was final before. */
  TOO_LATE,
  EXPIRED_UNSENT,
  /** Proven not to have reached the broker. */
  NOT_ACCEPTED,
  NEEDS_DECISION;

  /** Whether the command never changes again. */
  public boolean isFinal() {
    return switch (this) {
      case DONE, WITHDRAWN, REJECTED, DENIED, TOO_LATE, EXPIRED_UNSENT, NOT_ACCEPTED -> true;
      case QUEUED, SENDING, UNKNOWN, ACCEPTED, NEEDS_DECISION -> false;
    };
  }

  /** Whether the broker may be working on it. */
  public boolean isAtBroker() {
    return this == SENDING || this == UNKNOWN || this == ACCEPTED;
  }
}
