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
    @Nullable Instant revokedAt) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }
}
