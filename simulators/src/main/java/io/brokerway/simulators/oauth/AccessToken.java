package io.brokerway.simulators.oauth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token; a user can take one back.
 *
 * @param expiresAt when it ends by itself; absent if it does not
 */
public record AccessToken(String value, Grant grant, @Nullable Instant expiresAt, State state) {

  /** Whether it opens anything, until it ends by itself. */
  public enum State {
    ACTIVE,
    EXPIRED,
    REVOKED
  }

  public String clientId() {
    return grant.clientId();
  }

  public List<Scope> scopes() {
    return grant.scopes();
  }

  public List<String> accountIds() {
    return grant.accountIds();
  }

  boolean isActive(Instant now) {
    return state == State.ACTIVE && (expiresAt == null || now.isBefore(expiresAt));
  }

  AccessToken with(State changed) {
    return new AccessToken(value, grant, expiresAt, changed);
  }

  @Override
  public String toString() {
    return "AccessToken[" + clientId() + ", " + Scope.list(scopes()) + ", " + state + "]";
  }
}
