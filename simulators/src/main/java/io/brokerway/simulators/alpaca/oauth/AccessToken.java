package io.brokerway.simulators.alpaca.oauth;

import java.util.List;
import java.util.Set;

/**
 * A bearer token. Alpaca's have no end that is told; a user can take one back.
 *
 * @param accountIds one live account, one paper account, or one of each
 */
public record AccessToken(
    String value, String clientId, Set<Scope> scopes, List<String> accountIds, State state) {

  /** Whether it opens anything. */
  public enum State {
    ACTIVE,
    EXPIRED,
    REVOKED
  }

  public AccessToken {
    scopes = Set.copyOf(scopes);
    accountIds = List.copyOf(accountIds);
  }

  boolean isActive() {
    return state == State.ACTIVE;
  }

  AccessToken with(State changed) {
    return new AccessToken(value, clientId, scopes, accountIds, changed);
  }

  @Override
  public String toString() {
    return "AccessToken[" + clientId + ", " + Scope.list(scopes) + ", " + state + "]";
  }
}
