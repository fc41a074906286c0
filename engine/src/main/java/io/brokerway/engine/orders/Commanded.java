package io.brokerway.engine.orders;

/**
 * The answer to a replace or a cancel: durable when it is given.
 *
 * @param order as it was when the command was accepted; a replay gives the very same
 * @param command as it was accepted
 * @param replayed whether the key had been used before with the same body
 */
public record Commanded(OrderView order, CommandView command, boolean replayed) {}
