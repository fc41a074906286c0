package io.brokerway.server.rest.v1;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.brokerway.engine.events.Event;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param position its place in the log: later events have larger ones
 * @param type dotted and lower-case: {@code order.accepted}
 * @param subject what it is about: the id of an order, a connection, an account
 * @param sequence counts the events of the subject
 * @param actor who caused it
 * @param details what happened, by the type
 */
record EventResource(
    long position,
    Instant recordedAt,
    String type,
    String subject,
    long sequence,
    @Nullable UUID accountId,
    String actor,
    int version,
    @JsonRawValue String details) {

  static EventResource of(Event event) {
    return new EventResource(
        event.position(),
        event.recordedAt(),
        event.type(),
        event.subject(),
        event.sequence(),
        event.accountId(),
        event.actor(),
        event.version(),
        event.payload());
  }
}
