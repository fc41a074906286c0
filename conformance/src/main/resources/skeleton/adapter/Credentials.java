package io.brokerway.brokers.__package__;

import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.HttpCall;
import java.util.Map;

/** What a login at __Title__ leaves, and how calls are signed with it. */
record __Name__Credentials(Secret key) {
  static final String FIELD = "api_key";

  static __Name__Credentials of(Credentials credentials) {
    return new __Name__Credentials(credentials.secret(FIELD));
  }

  /**
   * The key that a user typed.
   *
   * @throws LoginRefused if there is none
   */
  static __Name__Credentials typed(LoginRequest request) {
    var typed = request.fields().get(FIELD);
    if (typed == null || typed.isEmpty()) {
      throw new LoginRefused(FIELD + " is missing");
    }
    return new __Name__Credentials(typed);
  }

  Credentials toCredentials() {
    return new Credentials(
        __Name__Login.API_KEY.id(), Map.of(FIELD, key), Map.of(), LoginLife.untilRevoked());
  }

  /** Adds what says who asks; as __Title__'s page "Authentication" has it. */
  HttpCall.Builder sign(HttpCall.Builder call) {
    return call.secretHeader("X-Api-Key", key);
  }

  @Override
  public String toString() {
    return "__Name__Credentials[hidden]";
  }
}
