package io.brokerway.engine.events;

import io.brokerway.engine.storage.Fact;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  /** Dotted and lower-case: {@code order.accepted}. */
  public String type() {
    return fact.type();
  }

  /** What it is about: the id of an order, a connection, an account. */
  public String subject() {
    return fact.subject();
  }

  /** Counts the events of the subject. */
  public long sequence() {
    return fact.sequence();
  }

  public @Nullable UUID accountId() {
    return fact.accountId();
  }

  /** Who caused it. */
  public String actor() {
    return fact.actor();
  }

  public int version() {
    return fact.version();
  }

  /** What happened, as JSON. */
  public String payload() {
    return fact.payload();
  }
}
