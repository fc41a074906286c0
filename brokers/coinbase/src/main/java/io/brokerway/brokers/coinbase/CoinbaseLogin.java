package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.BrokerHttp;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The ways into Coinbase: a key of one portfolio, which is good until its user deletes it, or
 * Coinbase's own login page, whose tokens are renewed. Either is proven by asking what it may do.
 */
final class CoinbaseLogin implements Login {
  static final LoginOption API_KEY =
      new LoginOption(
          CoinbaseKey.OPTION,
          LoginKind.SIGNED_KEY,
          "Secret API key",
          Set.of(Environment.LIVE),
          List.of(
              CredentialField.text(
                  CoinbaseKey.NAME_FIELD,
                  "Key name",
                  "The field name or id of the key file, such as organizations/.../apiKeys/..."),
              CredentialField.secret(
                  CoinbaseKey.SECRET_FIELD,
                  "Private key",
                  "The field privateKey of the key file, whole; a key of type ECDSA is best.")),
          null,
          LoginLife.Renewal.NONE,
          true,
          false);

  private final CoinbaseProof proof;
  private final CoinbaseOAuth oauth;

  CoinbaseLogin(BrokerHttp http, CoinbaseConfig config, Clock clock, RandomGenerator random) {
    this.proof = new CoinbaseProof(http, config, clock, random);
    this.oauth = new CoinbaseOAuth(http, config, proof, clock, random);
  }

  @Override
  public LoginStep begin(LoginRequest request) {
    if (request.environment() != Environment.LIVE) {
      throw new LoginRefused("Coinbase has no paper accounts");
    }
    return switch (request.option()) {
      case CoinbaseKey.OPTION -> {
        var key = CoinbaseKey.typed(request);
        var proven = proof.of(key);
        yield new LoginStep.LoggedIn(key.toCredentials(proven.seat()), List.of(proven.account()));
      }
      case CoinbaseOAuth.ID -> oauth.begin(request);
      default ->
          throw new BrokerException.Unsupported("Coinbase has no login '" + request.option() + "'");
    };
  }

  @Override
  public LoginStep proceed(LoginRequest request, Secret state, LoginAnswer answer) {
    if (!request.option().equals(CoinbaseOAuth.ID)) {
      throw new BrokerException.Unsupported("this login has no further step");
    }
    return oauth.proceed(request, state, answer);
  }

  @Override
  public Credentials renew(Credentials credentials) {
    if (!credentials.option().equals(CoinbaseOAuth.ID)) {
      throw new BrokerException.LoginNeeded("Coinbase no longer takes this key: log in again");
    }
    return oauth.renew(credentials);
  }

  /** A key is deleted by its user, at Coinbase. */
  @Override
  public void logout(Credentials credentials) {
    if (credentials.option().equals(CoinbaseOAuth.ID)) {
      oauth.logout(credentials);
    }
  }
}
