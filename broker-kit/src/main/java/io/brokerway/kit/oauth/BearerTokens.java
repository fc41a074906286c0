package io.brokerway.kit.oauth;

import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.HttpCall;
import java.util.Map;

/**
 * What a renewable login leaves behind. The application's own secret is part of it: a refresh token
 * is good with the application alone that it was given to, whatever the operator sets later.
 */
public record BearerTokens(
    Secret accessToken, Secret refreshToken, Secret clientId, Secret clientSecret) {
  private static final String ACCESS = "access_token";
  private static final String REFRESH = "refresh_token";
  private static final String CLIENT_ID = "client_id";
  private static final String CLIENT_SECRET = "client_secret";

  public static BearerTokens of(Credentials credentials) {
    return new BearerTokens(
        credentials.secret(ACCESS),
        credentials.secret(REFRESH),
        credentials.secret(CLIENT_ID),
        credentials.secret(CLIENT_SECRET));
  }

  /** The same login with what a renewal brought. */
  public BearerTokens renewed(GrantedTokens granted) {
    var next = granted.refreshToken();
    return new BearerTokens(
        granted.accessToken(), next == null ? refreshToken : next, clientId, clientSecret);
  }

  /** As credentials keep them. */
  public Map<String, Secret> secrets() {
    return Map.of(
        ACCESS,
        accessToken,
        REFRESH,
        refreshToken,
        CLIENT_ID,
        clientId,
        CLIENT_SECRET,
        clientSecret);
  }

  /** Adds the header that says who asks. */
  public HttpCall.Builder sign(HttpCall.Builder call) {
    return call.secretHeader("Authorization", Secret.of("Bearer " + accessToken.reveal()));
  }

  /** Hidden. */
  @Override
  public String toString() {
    return "BearerTokens[hidden]";
  }
}
