package io.brokerway.engine.orders;

import java.time.Instant;

/**
 * One entry of an order's history.
 *
 * @param sequence from 1, without a gap
 * @param type dotted and lower-case: {@code order.accepted}
 * @param payload canonical JSON
 */
public record OrderEvent(
    long sequence, String type, String actor, Instant recordedAt, int version, String payload) {}
