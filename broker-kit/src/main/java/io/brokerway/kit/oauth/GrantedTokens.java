package io.brokerway.kit.oauth;

import io.brokerway.broker.login.Secret;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint gave.
 *
 * @param refreshToken absent if none came: after a renewal the old one stays in force
 * @param scope absent if it is what was asked for
 * @param lifetime of the access token; absent if it is not told
 */
public record GrantedTokens(
    Secret accessToken,
    @Nullable Secret refreshToken,
    @Nullable String scope,
    @Nullable Duration lifetime) {

  /** The words of the scope, those that were asked for unless others were granted. */
  public Set<String> scopes(String asked) {
    var text = scope == null ? asked : scope;
    return text.isBlank() ? Set.of() : Set.of(text.strip().split(" +"));
  }

  /** Hidden. */
  @Override
  public String toString() {
    return "GrantedTokens[hidden]";
  }
}
