package io.brokerway.engine.orders.core;

/** The state of an order as a client sees it. FIX OrdStatus(39) and our own states beside it. */
public enum OrderState {
  /** Durable with us, not sent yet. */
  PENDING_NEW,
  /** On its way: the broker may have it. */
  SUBMITTING,
  /** Sent, and no readable answer came: the broker is being asked. */
  SUBMIT_UNKNOWN,
  /** No machine can tell; a person decides. */
  NEEDS_DECISION,
  NEW,
  PARTIALLY_FILLED,
  PENDING_CANCEL,
  PENDING_REPLACE,
  SUSPENDED,
  /** Not working any more today; may work again tomorrow. */
  DONE_FOR_DAY,
  FILLED,
  CANCELED,
  /** The broker refused it, explicitly. */
  REJECTED,
  EXPIRED,
  /** Our own risk gate refused it: never sent. */
  DENIED,
  /** Grew too old before it could be sent: never sent. */
  EXPIRED_UNSENT,
  /** Proven absent at the broker. */
  NOT_ACCEPTED;

  /** Whether the state never changes again. */
  public boolean isFinal() {
    return switch (this) {
      case FILLED, CANCELED, REJECTED, EXPIRED, DENIED, EXPIRED_UNSENT, NOT_ACCEPTED -> true;
      case PENDING_NEW,
          SUBMITTING,
          SUBMIT_UNKNOWN,
          NEEDS_DECISION,
          NEW,
          PARTIALLY_FILLED,
          PENDING_CANCEL,
          PENDING_REPLACE,
          SUSPENDED,
          DONE_FOR_DAY ->
          false;
    };
  }

  /** Whether the broker is known to have the order working. */
  public boolean isWorking() {
    return switch (this) {
      case NEW, PARTIALLY_FILLED, PENDING_CANCEL, PENDING_REPLACE, SUSPENDED, DONE_FOR_DAY -> true;
      case PENDING_NEW,
          SUBMITTING,
          SUBMIT_UNKNOWN,
          NEEDS_DECISION,
          FILLED,
          CANCELED,
          REJECTED,
          EXPIRED,
          DENIED,
          EXPIRED_UNSENT,
          NOT_ACCEPTED ->
          false;
    };
  }
}
