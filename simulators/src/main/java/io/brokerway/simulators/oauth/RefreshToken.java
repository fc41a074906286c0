package io.brokerway.simulators.oauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What brings further access tokens without the user.
 *
 * @param expiresAt when it ends by itself; absent if it does not
 * @param spent whether it served already, where each serves once
 */
public record RefreshToken(
    String value,
    Grant grant,
    @Nullable Instant expiresAt,
    AccessToken.State state,
    boolean spent) {

  boolean isActive(Instant now) {
    return state == AccessToken.State.ACTIVE
        && !spent
        && (expiresAt == null || now.isBefore(expiresAt));
  }

  RefreshToken with(AccessToken.State changed) {
    return new RefreshToken(value, grant, expiresAt, changed, spent);
  }

  RefreshToken used() {
    return new RefreshToken(value, grant, expiresAt, state, true);
  }

  @Override
  public String toString() {
    return "RefreshToken[" + grant.clientId() + ", " + state + "]";
  }
}
