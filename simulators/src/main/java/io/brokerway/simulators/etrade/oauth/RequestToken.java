package io.brokerway.simulators.etrade.oauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks for before a customer has answered.
 *
 * @param userId who let it in; absent until then, as the verifier
 */
record RequestToken(
    String value,
    String secret,
    String consumerKey,
    String callback,
    Instant issuedAt,
    @Nullable String userId,
    @Nullable String verifier) {

  RequestToken authorized(String by, String newVerifier) {
    return new RequestToken(value, secret, consumerKey, callback, issuedAt, by, newVerifier);
  }

  @Override
  public String toString() {
    return "RequestToken[" + consumerKey + "]";
  }
}
