package io.brokerway.engine.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param user for whom, if it is a user's key; null for an application's
 * @param name 1 to 100 characters
 * @param expiresAt null means never
 */
public record NewApiKey(
    @Nullable UserId user, Set<Scope> scopes, String name, @Nullable Instant expiresAt) {
  public NewApiKey {
    scopes = Set.copyOf(scopes);
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("a key needs a scope");
    }
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException("a key's name must be 1 to 100 characters");
    }
  }
}
