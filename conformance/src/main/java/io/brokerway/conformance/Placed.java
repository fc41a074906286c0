package io.brokerway.conformance;

import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderRef;

/**
 * An order that was sent.
 *
 * @param ref all that is known to find it by
 */
record Placed(NewOrder order, OrderRef ref, String brokerOrderId) {}
