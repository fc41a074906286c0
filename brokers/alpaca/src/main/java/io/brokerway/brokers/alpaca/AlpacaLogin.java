package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.BrokerHttp;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The key pair: proven by reading the account, good until it is deleted or made anew in Alpaca's
 * dashboard. It cannot be renewed or revoked from here.
 */
final class AlpacaLogin implements Login {
  static final LoginOption API_KEY =
      new LoginOption(
          AlpacaCredentials.OPTION,
          LoginKind.API_KEY_PAIR,
          "API key",
          Set.of(Environment.LIVE, Environment.PAPER),
          List.of(
              CredentialField.text(
                  AlpacaCredentials.KEY_FIELD,
                  "API key ID",
                  "In Alpaca's dashboard under API Keys; live and paper have their own."),
              CredentialField.secret(
                  AlpacaCredentials.SECRET_FIELD,
                  "Secret key",
                  "Shown once, when the key is made.")),
          null,
          LoginLife.Renewal.NONE,
          true,
          false);

  private final BrokerHttp http;
  private final AlpacaConfig config;

  AlpacaLogin(BrokerHttp http, AlpacaConfig config) {
    this.http = http;
    this.config = config;
  }

  @Override
  public LoginStep begin(LoginRequest request) {
    if (!request.option().equals(AlpacaCredentials.OPTION)) {
      throw new BrokerException.Unsupported("Alpaca has no login '" + request.option() + "'");
    }
    var credentials = AlpacaCredentials.typed(request);
    var account = provenAccount(credentials, request.environment());
    return new LoginStep.LoggedIn(
        credentials.toCredentials(account.key().value()), List.of(account));
  }

  /**
   * A key works in one environment alone, and asking the other one only answers 401. The key's form
   * is a hint whom to ask first and no more: its meaning is unconfirmed.
   */
  @Override
  public Optional<Environment> environmentOf(String option, Map<String, Secret> fields) {
    if (!option.equals(AlpacaCredentials.OPTION)) {
      return Optional.empty();
    }
    var key = fields.get(AlpacaCredentials.KEY_FIELD);
    var paperFirst = key != null && key.reveal().startsWith("PK");
    return (paperFirst
            ? Stream.of(Environment.PAPER, Environment.LIVE)
            : Stream.of(Environment.LIVE, Environment.PAPER))
        .filter(environment -> takes(option, environment, fields))
        .findFirst();
  }

  private boolean takes(String option, Environment environment, Map<String, Secret> fields) {
    try {
      var request = new LoginRequest(option, environment, fields, Map.of(), null, null);
      return provenAccount(AlpacaCredentials.typed(request), environment) != null;
    } catch (LoginRefused e) {
      return false;
    }
  }

  private Account provenAccount(AlpacaCredentials credentials, Environment environment) {
    var client =
        new AlpacaClient(
            http, config, environment, "", credentials.budgetScope(), () -> credentials);
    try {
      var account = client.getAccount(CallPriority.INTERACTIVE).body();
      return AlpacaMapping.account(account, environment);
    } catch (BrokerException.LoginNeeded e) {
      throw new LoginRefused(
          "Alpaca does not accept this key for its %s environment: check both parts, and that the"
                  .formatted(environment.name().toLowerCase(Locale.ROOT))
              + " key was made for it",
          e.brokerCode());
    } catch (BrokerException.NotPermitted e) {
      throw new LoginRefused("Alpaca does not let this key read its account", e.brokerCode());
    }
  }
}
