package io.brokerway.exchange;

import io.brokerway.broker.order.RejectReason;

/** The venue's answer to an order command; durable before it is given. */
public sealed interface VenueReply {

  /**
   * Taken.
   *
   * @param order as it stands now, what filled at once included; the new one after a replace
   * @param duplicate whether it is an earlier order with the same client order id, and nothing was
   *     done
   */
  record Accepted(VenueOrder order, boolean duplicate) implements VenueReply {}

  /**
   * Refused; nothing changed.
   *
   * @param text a sentence with the figures
   */
  record Refused(RejectReason reason, String text) implements VenueReply {}
}
