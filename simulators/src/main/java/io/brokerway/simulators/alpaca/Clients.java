package io.brokerway.simulators.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.HttpCall;

/** Finds out who calls, and turns away whom Alpaca would. */
final class Clients {
  private static final String KEY = "APCA-API-KEY-ID";
  private static final String SECRET = "APCA-API-SECRET-KEY";

  private final AccountBook book;

  Clients(AccountBook book) {
    this.book = book;
  }

  static boolean hasKeys(HttpCall call) {
    return call.header(KEY).isPresent() || call.header(SECRET).isPresent();
  }

  /** The account that a call to a trading host may use. */
  Holder ofTrading(HttpCall call, Environment environment) {
    var key = call.header(KEY).orElse("");
    var secret = call.header(SECRET).orElse("");
    if (key.isBlank() || secret.isBlank()) {
      throw Refusal.plain(403, "forbidden.");
    }
    return book.login(key, secret, environment)
        .orElseThrow(() -> Refusal.of(401, 40110000, "request is not authorized"));
  }

  /** The account that a call to the market data host belongs to. */
  Holder ofData(HttpCall call) {
    return book.login(call.header(KEY).orElse(""), call.header(SECRET).orElse(""))
        .orElseThrow(() -> Refusal.plain(403, "forbidden."));
  }
}
