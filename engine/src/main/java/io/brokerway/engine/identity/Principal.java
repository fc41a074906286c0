package io.brokerway.engine.identity;

import io.brokerway.engine.storage.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking.
 *
 * @param user the user of a user's key; null for an application
 * @param actor how the log names him: {@code key:…}
 */
public record Principal(
    TenantId tenant, @Nullable UserId user, Set<Scope> scopes, KeyKind kind, String actor) {
  public Principal {
    scopes = Set.copyOf(scopes);
    if (kind == KeyKind.USER && user == null) {
      throw new IllegalArgumentException("a user's key needs its user");
    }
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
