package io.brokerway.brokers.coinbase;

import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.HttpCall;
import java.net.URI;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** What tells Coinbase who asks. */
sealed interface CoinbaseCredentials permits CoinbaseKey {

  /** What a login left behind. */
  static CoinbaseCredentials of(Credentials credentials) {
    return CoinbaseKey.of(credentials);
  }

  /** Adds the header that says who asks. */
  HttpCall.Builder sign(
      HttpCall.Builder call, String method, URI uri, Clock clock, RandomGenerator random);

  /** What a subscription of the user stream carries. */
  Secret streamToken(Clock clock, RandomGenerator random);

  /** The account that the login was proven to reach, and its rights. */
  CoinbaseSeat portfolio();

  /** What the login leaves behind, once the account is known. */
  Credentials toCredentials(CoinbaseSeat proven);

  /** What calls are counted for. */
  String budgetScope();
}
