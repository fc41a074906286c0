package io.brokerway.conformance;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import java.util.List;

/**
 * A simple order that the broker refuses on a fresh account.
 *
 * @param reason the cause as the adapter must tell it
 * @param what in a few words, unique for its cause: {@code more than the cash}
 * @param before orders that the account has by then, all of them taken; empty for most
 */
public record RefusedOrder(RejectReason reason, String what, List<Part> before, Part order) {

  /** An order as far as it matters here. */
  public record Part(Instrument instrument, Side side, OrderQuantity quantity, OrderTerms terms) {}

  public RefusedOrder {
    before = List.copyOf(before);
  }

  /** The same, on an account that has other orders by then. */
  public RefusedOrder after(Part... earlier) {
    return new RefusedOrder(reason, what, List.of(earlier), order);
  }
}
