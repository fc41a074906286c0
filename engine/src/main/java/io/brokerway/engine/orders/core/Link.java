package io.brokerway.engine.orders.core;

import io.brokerway.broker.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One broker order id of an order's chain; each counts its own fills.
 *
 * @param ordinal its place in the chain, from 1
 * @param status the newest that the broker told; absent while it told none
 * @param reported the greatest cumulative quantity that the broker told
 * @param reportedAverage the average price that came with it
 * @param brokerTime when the order reached the status, on the broker's clock
 */
public record Link(
    String brokerOrderId,
    int ordinal,
    @Nullable OrderStatus status,
    BigDecimal reported,
    @Nullable BigDecimal reportedAverage,
    @Nullable Instant brokerTime) {

  static Link fresh(String brokerOrderId, int ordinal) {
    return new Link(brokerOrderId, ordinal, null, BigDecimal.ZERO, null, null);
  }

  boolean isFinal() {
    return status != null && status.isFinal();
  }

  Link reporting(BigDecimal cumulative, @Nullable BigDecimal average) {
    return cumulative.compareTo(reported) > 0
        ? new Link(brokerOrderId, ordinal, status, cumulative, average, brokerTime)
        : this;
  }

  Link at(OrderStatus next, Instant time) {
    return new Link(brokerOrderId, ordinal, next, reported, reportedAverage, time);
  }
}
