package io.brokerway.server.rest.v1;

import io.brokerway.engine.identity.ApiKey;
import io.brokerway.engine.identity.KeyKind;
import io.brokerway.engine.identity.KeyStatus;
import io.brokerway.engine.identity.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key.
 *
 * @param key the key itself: shown once, in the answer that makes it; else null
 * @param userId for whom, if it is a user's key
 * @param lastUsedAt to within some seconds; null if it never was
 */
record ApiKeyResource(
    String id,
    @Nullable String key,
    KeyKind kind,
    @Nullable String userId,
    List<Scope> scopes,
    String name,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt,
    KeyStatus status) {

  /** As it is at that time. */
  static ApiKeyResource of(ApiKey key, @Nullable String text, Instant now) {
    var user = key.user();
    return new ApiKeyResource(
        key.id(),
        text,
        key.kind(),
        user == null ? null : user.value(),
        key.scopes().stream().sorted().toList(),
        key.name(),
        key.createdAt(),
        key.expiresAt(),
        key.revokedAt(),
        key.lastUsedAt(),
        key.status(now));
  }
}
