package io.brokerway.kit.oauth;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.Secret;
import java.net.URI;

/** This install as a broker knows it: its registration and the page that users come back to. */
public record OAuthApplication(Secret clientId, Secret clientSecret, URI redirectUri) {

  /**
   * The registration that a login goes by.
   *
   * @param broker its name, for the message
   * @param otherwise what else the user can do; empty if nothing
   * @throws Unsupported if the operator has set none
   */
  public static OAuthApplication of(LoginRequest request, String broker, String otherwise) {
    var id = request.application().get("client_id");
    var secret = request.application().get("client_secret");
    var redirectUri = request.redirectUri();
    if (id == null || secret == null || redirectUri == null) {
      throw new Unsupported(
          "this install has no registration at %s: the operator sets client-id, client-secret and redirect-uri%s"
              .formatted(broker, otherwise.isEmpty() ? "" : ", or " + otherwise));
    }
    return new OAuthApplication(id, secret, redirectUri);
  }

  /**
   * The state that ties the way back to a login.
   *
   * @throws IllegalStateException if the request has none, which one by redirect always has
   */
  public static String stateToken(LoginRequest request) {
    var state = request.stateToken();
    if (state == null) {
      throw new IllegalStateException("a login by redirect has a state");
    }
    return state;
  }
}
