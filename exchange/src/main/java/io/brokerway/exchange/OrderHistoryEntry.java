package io.brokerway.exchange;

import io.brokerway.broker.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;

/** One step of an order's life. */
public record OrderHistoryEntry(
    VenueListener.OrderEvent event,
    Instant at,
    OrderStatus status,
    BigDecimal cumulativeQuantity,
    String text) {}
