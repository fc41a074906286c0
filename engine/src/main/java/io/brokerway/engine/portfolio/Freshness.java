package io.brokerway.engine.portfolio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old a figure is and where it comes from.
 *
 * @param asOf when it held, on our clock; absent if it was never read
 * @param source {@code broker}, or {@code broker+fills} if our own fills moved it since the read
 * @param problem why it is not fresh; empty if it is
 */
public record Freshness(
    @Nullable Instant asOf, String source, FigureStatus status, String problem) {}
