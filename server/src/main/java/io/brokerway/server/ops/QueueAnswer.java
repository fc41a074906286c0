package io.brokerway.server.ops;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.engine.orders.QueueStatus;

/**
 * How the order queue stands.
 *
 * @param depth commands that wait to be sent
 * @param oldestAgeSeconds how long the oldest of them has waited
 * @param inFlight commands that are being sent
 * @param unresolved commands of unknown outcome
 * @param processedPerMinute commands sent in the last minute
 */
record QueueAnswer(
    long depth,
    @JsonProperty("oldest_age_seconds") double oldestAgeSeconds,
    @JsonProperty("in_flight") long inFlight,
    long unresolved,
    @JsonProperty("processed_per_minute") long processedPerMinute,
    @JsonProperty("workers_alive") int workersAlive) {
  private static final double MILLIS = 1000.0;

  static QueueAnswer of(QueueStatus status) {
    return new QueueAnswer(
        status.depth(),
        status.oldestAge().toMillis() / MILLIS,
        status.inFlight(),
        status.unresolved(),
        status.processedPerMinute(),
        status.workersAlive());
  }
}
