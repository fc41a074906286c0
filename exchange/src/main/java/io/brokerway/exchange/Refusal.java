package io.brokerway.exchange;

import io.brokerway.broker.order.RejectReason;

/** Stops a command before it changes anything. Never leaves the package. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  Refusal(RejectReason reason, String text) {
    // Thrown for each refused order: a stack trace would say nothing and cost much.
    super(text, null, false, false);
    this.reason = reason;
  }

  VenueReply.Refused reply() {
    return new VenueReply.Refused(reason, String.valueOf(getMessage()));
  }
}
