package io.brokerway.broker.order;

/** The state of an order as the broker reports it. FIX OrdStatus(39). */
public enum OrderStatus {
  /** Received by the broker, not yet working. */
  PENDING_NEW,
  NEW,
  PARTIALLY_FILLED,
  PENDING_CANCEL,
  PENDING_REPLACE,
  /** Dormant: the leg of a bracket before its entry, a halted order. */
  SUSPENDED,
  /** Not working any more today; may work again tomorrow. */
  DONE_FOR_DAY,
  FILLED,
  CANCELED,
  /** Final for this broker order id; the order goes on under another. */
  REPLACED,
  REJECTED,
  EXPIRED;

  /** Whether the broker will never change the order again. */
  public boolean isFinal() {
    return switch (this) {
      case FILLED, CANCELED, REPLACED, REJECTED, EXPIRED -> true;
      case PENDING_NEW,
          NEW,
          PARTIALLY_FILLED,
          PENDING_CANCEL,
          PENDING_REPLACE,
          SUSPENDED,
          DONE_FOR_DAY ->
          false;
    };
  }
}
