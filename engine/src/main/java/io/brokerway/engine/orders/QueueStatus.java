package io.brokerway.engine.orders;

import java.time.Duration;

/**
 * How the order queue stands.
 *
 * @param depth commands that wait to be sent
 * @param oldestAge how long the oldest of them has waited; zero if none does
 * @param inFlight commands with a running attempt
 * @param unresolved commands of unknown outcome, or that a person must decide
 * @param processedPerMinute commands whose attempt ended in the last minute
 * @param workersAlive dispatching and reconciling threads that live
 */
public record QueueStatus(
    long depth,
    Duration oldestAge,
    long inFlight,
    long unresolved,
    long processedPerMinute,
    int workersAlive) {}
