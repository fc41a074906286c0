package io.brokerway.brokers.coinbase;

import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.oauth.BearerTokens;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The tokens of an OAuth login.
 *
 * @param portfolio the account that they were proven to reach
 */
record CoinbaseToken(BearerTokens tokens, CoinbaseSeat portfolio) implements CoinbaseCredentials {

  /** The tokens that a login left behind. */
  static CoinbaseToken of(Credentials credentials) {
    return new CoinbaseToken(BearerTokens.of(credentials), CoinbaseSeat.of(credentials.facts()));
  }

  /** What the login leaves behind. */
  Credentials toCredentials(LoginLife life) {
    return new Credentials(CoinbaseOAuth.ID, tokens.secrets(), portfolio.facts(Map.of()), life);
  }

  @Override
  public HttpCall.Builder sign(
      HttpCall.Builder call, String method, URI uri, Clock clock, RandomGenerator random) {
    return tokens.sign(call);
  }

  @Override
  public Secret streamToken(Clock clock, RandomGenerator random) {
    return tokens.accessToken();
  }

  @Override
  public boolean renews() {
    return true;
  }

  @Override
  public String budgetScope() {
    return "portfolio-" + portfolio.portfolio();
  }

  /** Hidden. */
  @Override
  public String toString() {
    return "CoinbaseToken[hidden]";
  }
}
