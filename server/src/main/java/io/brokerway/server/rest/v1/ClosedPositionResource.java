package io.brokerway.server.rest.v1;

import org.jspecify.annotations.Nullable;

/**
 * What became of the close of one position.
 *
 * @param order that closes it, {@code DENIED} too; null if none was made
 * @param problem why none was made; null if one was
 */
record ClosedPositionResource(
    InstrumentResource instrument, @Nullable OrderResource order, @Nullable String problem) {}
