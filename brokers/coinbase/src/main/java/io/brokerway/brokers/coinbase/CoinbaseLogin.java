package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.kit.http.BrokerHttp;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The way into Coinbase: a key of one portfolio. It is proven by asking what the key may do, and
 * good until the user deletes it: it cannot be renewed or revoked from here.
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

  private final BrokerHttp http;
  private final CoinbaseConfig config;
  private final Clock clock;
  private final RandomGenerator random;

  CoinbaseLogin(BrokerHttp http, CoinbaseConfig config, Clock clock, RandomGenerator random) {
    this.http = http;
    this.config = config;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public LoginStep begin(LoginRequest request) {
    if (!request.option().equals(CoinbaseKey.OPTION)) {
      throw new BrokerException.Unsupported("Coinbase has no login '" + request.option() + "'");
    }
    if (request.environment() != Environment.LIVE) {
      throw new LoginRefused("Coinbase has no paper accounts");
    }
    var key = CoinbaseKey.typed(request);
    var client = new CoinbaseClient(http, config, "", () -> key, clock, random);
    var seat = proven(client);
    var portfolios = client.getPortfolios().body().portfolios();
    if (portfolios == null) {
      throw CoinbaseFigures.missing("portfolios");
    }
    return new LoginStep.LoggedIn(
        key.toCredentials(seat), List.of(CoinbaseMapping.account(seat, portfolios)));
  }

  private static CoinbaseSeat proven(CoinbaseClient client) {
    CoinbaseWire.KeyPermissions rights;
    try {
      rights = client.getKeyPermissions().body();
    } catch (BrokerException.LoginNeeded e) {
      throw new LoginRefused(
          "Coinbase does not accept this key: check both parts, and this machine's clock",
          e.brokerCode());
    } catch (BrokerException.NotPermitted e) {
      throw new LoginRefused("Coinbase does not let this key in from here", e.brokerCode());
    }
    if (!Boolean.TRUE.equals(rights.canView())) {
      throw new LoginRefused("this key may not read its portfolio: make one with the right to");
    }
    var portfolio = rights.portfolioUuid();
    if (portfolio == null || portfolio.isBlank()) {
      throw new UnexpectedReply("Coinbase did not say which portfolio the key opens");
    }
    return new CoinbaseSeat(portfolio, Boolean.TRUE.equals(rights.canTrade()));
  }
}
