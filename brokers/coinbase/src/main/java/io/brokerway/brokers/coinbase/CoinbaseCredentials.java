package io.brokerway.brokers.coinbase;

import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.HttpCall;
import java.net.URI;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** What tells Coinbase who asks. */
sealed interface CoinbaseCredentials permits CoinbaseKey, CoinbaseToken {

  /** What a login left behind. */
  static CoinbaseCredentials of(Credentials credentials) {
    return credentials.option().equals(CoinbaseKey.OPTION)
        ? CoinbaseKey.of(credentials)
        : CoinbaseToken.of(credentials);
  }

  /** Adds the header that says who asks. */
  HttpCall.Builder sign(
      HttpCall.Builder call, String method, URI uri, Clock clock, RandomGenerator random);

  /** What a subscription of the user stream carries. */
  Secret streamToken(Clock clock, RandomGenerator random);

  /** Whether it can be replaced without the user. */
  boolean renews();

  /** The account that the login was proven to reach, and its rights. */
  CoinbaseSeat portfolio();

  /** What calls are counted for. */
  String budgetScope();
}
