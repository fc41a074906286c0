package io.brokerway.engine.identity;

import io.brokerway.engine.storage.TenantId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key; the key itself is not kept.
 *
 * @param id its public part, by which it is listed and revoked
 * @param name what its owner calls it
 * @param lastUsedAt to within some seconds; null if it never was
 */
public record ApiKey(
    TenantId tenant,
    String id,
    KeyKind kind,
    @Nullable UserId user,
    Set<Scope> scopes,
    String name,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it is valid at that time. */
  public KeyStatus status(Instant at) {
    if (revokedAt != null) {
      return KeyStatus.REVOKED;
    }
    return expiresAt == null || at.isBefore(expiresAt) ? KeyStatus.ACTIVE : KeyStatus.EXPIRED;
  }

  ApiKey usedAt(@Nullable Instant at) {
    return new ApiKey(tenant, id, kind, user, scopes, name, createdAt, expiresAt, revokedAt, at);
  }
}
