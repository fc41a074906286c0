package io.brokerway.engine.storage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, for the log: one row is both the event and the audit entry.
 *
 * @param userId whose; null if it concerns no user
 * @param accountId the account concerned, if any
 * @param type dotted and lower-case: {@code order.accepted}
 * @param subject the id of what it is about
 * @param sequence its place among the facts of the subject, from 1; 0 if they are not counted
 * @param actor who did it: {@code user:user_1}, {@code key:…}, {@code system}
 * @param version of the payload's form, from 1
 * @param payload canonical JSON without secrets
 */
public record Fact(
    TenantId tenant,
    @Nullable String userId,
    @Nullable UUID accountId,
    String type,
    String subject,
    long sequence,
    String actor,
    int version,
    String payload) {
  private static final int MAX_PAYLOAD = 256 * 1024;

  public Fact {
    Texts.requireStorable("type", type, 100);
    Texts.requireStorable("subject", subject, 200);
    Texts.requireStorable("actor", actor, 200);
    Texts.requireStorable("payload", payload, MAX_PAYLOAD);
    if (userId != null) {
      Texts.requireStorable("userId", userId, 200);
    }
    if (type.isEmpty() || subject.isEmpty() || actor.isEmpty()) {
      throw new IllegalArgumentException("a fact needs type, subject and actor");
    }
    if (sequence < 0 || version < 1) {
      throw new IllegalArgumentException(
          "sequence must be at least 0 and version at least 1, not %d and %d"
              .formatted(sequence, version));
    }
  }
}
