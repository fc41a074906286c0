package io.brokerway.broker.order;

/**
 * A replace to be sent.
 *
 * @param original the order to change, with its newest broker order id
 * @param clientOrderId the id that the changed order shall carry, where the broker takes one
 */
public record ReplaceOrder(OrderRef original, String clientOrderId, OrderChange change) {}
