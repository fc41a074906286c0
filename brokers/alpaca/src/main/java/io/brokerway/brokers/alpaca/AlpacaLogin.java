package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.oauth.TokenEndpoint;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ways into Alpaca: a key pair, or Alpaca's own login page. Either is proven by reading the
 * account, and good until the user ends it at Alpaca: it cannot be renewed or revoked from here.
 */
final class AlpacaLogin implements Login {
  static final LoginOption API_KEY =
      new LoginOption(
          AlpacaKeyPair.OPTION,
          LoginKind.API_KEY_PAIR,
          "API key",
          Set.of(Environment.LIVE, Environment.PAPER),
          List.of(
              CredentialField.text(
                  AlpacaKeyPair.KEY_FIELD,
                  "API key ID",
                  "In Alpaca's dashboard under API Keys; live and paper have their own."),
              CredentialField.secret(
                  AlpacaKeyPair.SECRET_FIELD, "Secret key", "Shown once, when the key is made.")),
          null,
          LoginLife.Renewal.NONE,
          true,
          false);

  private final AlpacaProof proof;
  private final AlpacaOAuth oauth;

  AlpacaLogin(BrokerHttp http, AlpacaConfig config, Clock clock) {
    this.proof = new AlpacaProof(http, config);
    var tokens =
        new TokenEndpoint(
            http, "Alpaca", config.tokenUrl(), TokenEndpoint.ClientProof.FORM, config.timeout());
    this.oauth = new AlpacaOAuth(tokens, proof, config.authUrl(), clock);
  }

  @Override
  public LoginStep begin(LoginRequest request) {
    if (AlpacaOAuth.isOption(request.option())) {
      return oauth.begin(request);
    }
    if (!request.option().equals(AlpacaKeyPair.OPTION)) {
      throw new BrokerException.Unsupported("Alpaca has no login '" + request.option() + "'");
    }
    var credentials = AlpacaKeyPair.typed(request);
    var account = provenAccount(credentials, request.environment());
    return new LoginStep.LoggedIn(
        credentials.toCredentials(account.key().value()), List.of(account));
  }

  @Override
  public LoginStep proceed(LoginRequest request, Secret state, LoginAnswer answer) {
    if (!AlpacaOAuth.isOption(request.option())) {
      throw new BrokerException.Unsupported("this login has no further step");
    }
    return oauth.proceed(request, answer);
  }

  /**
   * A key works in one environment alone, and asking the other one only answers 401. The key's form
   * is a hint whom to ask first and no more: its meaning is unconfirmed.
   */
  @Override
  public Optional<Environment> environmentOf(String option, Map<String, Secret> fields) {
    if (!option.equals(AlpacaKeyPair.OPTION)) {
      return Optional.empty();
    }
    var key = fields.get(AlpacaKeyPair.KEY_FIELD);
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
      return provenAccount(AlpacaKeyPair.typed(request), environment) != null;
    } catch (LoginRefused e) {
      return false;
    }
  }

  private Account provenAccount(AlpacaKeyPair credentials, Environment environment) {
    try {
      return proof.account(credentials, environment);
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
