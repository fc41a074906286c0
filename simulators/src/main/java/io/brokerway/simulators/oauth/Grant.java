package io.brokerway.simulators.oauth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user agreed to at one login.
 *
 * @param id the same for all tokens of the login
 * @param user his address
 * @param challenge by which the code is bound to who asked (RFC 7636, S256); absent without PKCE
 */
public record Grant(
    String id,
    String clientId,
    String user,
    String redirectUri,
    List<Scope> scopes,
    List<String> accountIds,
    @Nullable String challenge,
    Instant at) {

  public Grant {
    scopes = List.copyOf(scopes);
    accountIds = List.copyOf(accountIds);
  }
}
