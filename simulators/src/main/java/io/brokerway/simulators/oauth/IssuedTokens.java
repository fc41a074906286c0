package io.brokerway.simulators.oauth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint gives.
 *
 * @param refreshToken the one to use from now on; absent if the login has none
 * @param isFirst whether a code was traded in, and no refresh token
 */
public record IssuedTokens(
    AccessToken access, @Nullable RefreshToken refreshToken, boolean isFirst) {

  public Optional<RefreshToken> refresh() {
    return Optional.ofNullable(refreshToken);
  }

  @Override
  public String toString() {
    return "IssuedTokens[" + access.clientId() + "]";
  }
}
