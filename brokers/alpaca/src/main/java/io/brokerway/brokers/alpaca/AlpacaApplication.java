package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.Secret;
import java.net.URI;

/** This install as Alpaca knows it: its registration and the page that users come back to. */
record AlpacaApplication(Secret clientId, Secret clientSecret, URI redirectUri) {

  /**
   * The registration that a login goes by.
   *
   * @throws Unsupported if the operator has set none
   */
  static AlpacaApplication of(LoginRequest request) {
    var id = request.application().get("client_id");
    var secret = request.application().get("client_secret");
    var redirectUri = request.redirectUri();
    if (id == null || secret == null || redirectUri == null) {
      throw new Unsupported(
          "this install has no registration at Alpaca: the operator sets client-id, client-secret"
              + " and redirect-uri, or you log in by API key");
    }
    return new AlpacaApplication(id, secret, redirectUri);
  }
}
