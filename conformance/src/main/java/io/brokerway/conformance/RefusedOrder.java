package io.brokerway.conformance;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;

/**
 * A simple order that the broker refuses on a fresh account.
 *
 * @param reason the cause as the adapter must tell it
 * @param what in a few words, unique for its cause: {@code more than the cash}
 */
public record RefusedOrder(
    RejectReason reason,
    String what,
    Instrument instrument,
    Side side,
    OrderQuantity quantity,
    OrderTerms terms) {}
