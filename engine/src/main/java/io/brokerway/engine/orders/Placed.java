package io.brokerway.engine.orders;

/**
 * The answer to a place: durable when it is given.
 *
 * @param order as it was accepted ({@code PENDING_NEW}) or {@code DENIED} with all refusals; a
 *     replay gives the very same
 * @param replayed whether the key had been used before with the same body
 */
public record Placed(OrderView order, boolean replayed) {}
