package io.brokerway.brokers.__package__;

import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The ways into __Title__. */
final class __Name__Login implements Login {
  static final LoginOption API_KEY =
      new LoginOption(
          "api-key",
          LoginKind.API_KEY_PAIR,
          "API key",
          Set.of(Environment.LIVE),
          List.of(CredentialField.secret(__Name__Credentials.FIELD, "API key", "")),
          null,
          LoginLife.Renewal.NONE,
          true,
          false);

  private final Function<__Name__Credentials, __Name__Client> clients;

  __Name__Login(Function<__Name__Credentials, __Name__Client> clients) {
    this.clients = clients;
  }

  @Override
  public LoginStep begin(LoginRequest request) {
    if (!request.option().equals(API_KEY.id())) {
      throw new LoginRefused("__Title__ has no login '%s'".formatted(request.option()));
    }
    var credentials = __Name__Credentials.typed(request);
    // The login is proven by the first call that needs it.
    var accounts = __Name__Mapping.accounts(clients.apply(credentials).accounts().body());
    return new LoginStep.LoggedIn(credentials.toCredentials(), accounts);
  }
}
