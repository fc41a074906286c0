package io.brokerway.brokers.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.Credentials;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What tells Alpaca who asks: a key pair, or the token of an OAuth login. */
sealed interface AlpacaCredentials permits AlpacaKeyPair, AlpacaToken {

  /** What a login left behind. */
  static AlpacaCredentials of(Credentials credentials) {
    return credentials.option().equals(AlpacaKeyPair.OPTION)
        ? AlpacaKeyPair.of(credentials)
        : AlpacaToken.of(credentials);
  }

  /** Adds the headers that say who asks. */
  HttpCall.Builder sign(HttpCall.Builder call);

  /** What the first message on the trade stream says of who asks. */
  Map<String, String> streamKeys();

  /** The accounts that were proven to be reached, with their environments. */
  Map<AccountKey, Environment> accounts(Environment session);

  /** Whether orders may be sent. */
  boolean mayTrade();

  /** Whether prices may be asked for. */
  boolean maySeePrices();

  /** What calls are counted for before the account is known. */
  String budgetScope();

  /** The first message on the trade stream. */
  default String authenticateMessage() {
    var message = Json.write(Map.of("action", "authenticate", "data", streamKeys()));
    return new String(message, StandardCharsets.UTF_8);
  }
}
