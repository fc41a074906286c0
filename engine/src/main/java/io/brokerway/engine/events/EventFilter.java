package io.brokerway.engine.events;

import io.brokerway.engine.storage.Fact;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events a reader wants; what is null does not narrow.
 *
 * @param typePrefix {@code order.} matches {@code order.accepted}
 */
public record EventFilter(
    @Nullable String userId,
    @Nullable UUID accountId,
    @Nullable String subject,
    @Nullable String typePrefix) {
  public static final EventFilter ALL = new EventFilter(null, null, null, null);

  /** The events about one thing: an order, a connection. */
  public static EventFilter ofSubject(String subject) {
    return new EventFilter(null, null, subject, null);
  }

  /** The events of one user. */
  public static EventFilter ofUser(String userId) {
    return new EventFilter(userId, null, null, null);
  }

  /** The events of types that start so. */
  public static EventFilter ofType(String typePrefix) {
    return new EventFilter(null, null, null, typePrefix);
  }

  /** Tells whether the fact is wanted. */
  public boolean matches(Fact fact) {
    return (userId == null || userId.equals(fact.userId()))
        && (accountId == null || accountId.equals(fact.accountId()))
        && (subject == null || subject.equals(fact.subject()))
        && (typePrefix == null || fact.type().startsWith(typePrefix));
  }
}
