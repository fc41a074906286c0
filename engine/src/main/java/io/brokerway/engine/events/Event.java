package io.brokerway.engine.events;

import io.brokerway.engine.storage.Fact;
import java.time.Instant;

/**
 * A fact with its place in the log.
 *
 * @param position from 1, without gaps over all tenants; the only order of events
 */
public record Event(long position, Instant recordedAt, Fact fact) {
  public Event {
    if (position < 1) {
      throw new IllegalArgumentException("position must be at least 1, not " + position);
    }
  }
}
