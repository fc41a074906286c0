package io.brokerway.simulators.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.Grants;
import java.util.List;
import java.util.Optional;

/** Finds out who calls, and turns away whom Alpaca would: by key pair or by bearer token. */
final class Clients {
  private static final String KEY = "APCA-API-KEY-ID";
  private static final String SECRET = "APCA-API-SECRET-KEY";
  private static final String BEARER = "bearer ";

  private final AccountBook book;
  private final Grants grants;

  Clients(AccountBook book, Grants grants) {
    this.book = book;
    this.grants = grants;
  }

  /** Whether a call says at all who makes it. */
  static boolean isNamed(HttpCall call) {
    return call.header(KEY).isPresent()
        || call.header(SECRET).isPresent()
        || call.header("Authorization").isPresent();
  }

  /** Who calls a trading host, which knows the accounts of its own environment alone. */
  Visitor ofTrading(HttpCall call, Environment environment) {
    var token = bearer(call);
    if (token.isPresent()) {
      return byToken(token.get(), environment).orElseThrow(Clients::notAuthorized);
    }
    var key = call.header(KEY).orElse("");
    var secret = call.header(SECRET).orElse("");
    if (key.isBlank() || secret.isBlank()) {
      throw Refusal.plain(403, "forbidden.");
    }
    return byKeys(key, secret, environment).orElseThrow(Clients::notAuthorized);
  }

  /** Who calls the market data host; a token needs its scope. */
  Visitor ofData(HttpCall call) {
    var token = bearer(call);
    if (token.isPresent()) {
      var visitor = ofData(token.get()).orElseThrow(Clients::notAuthorized);
      visitor.require(AlpacaScopes.DATA);
      return visitor;
    }
    return ofData(call.header(KEY).orElse(""), call.header(SECRET).orElse(""))
        .orElseThrow(() -> Refusal.plain(403, "forbidden."));
  }

  Optional<Visitor> byKeys(String key, String secret, Environment environment) {
    return book.login(key, secret, environment).map(Visitor::withKeys);
  }

  Optional<Visitor> ofData(String key, String secret) {
    return book.login(key, secret).map(Visitor::withKeys);
  }

  Optional<Visitor> byToken(String value, Environment environment) {
    return grants
        .active(value)
        .flatMap(token ->
            accounts(token).stream()
                .filter(holder -> holder.environment() == environment)
                .findFirst()
                .map(holder -> new Visitor(holder, token.scopes())));
  }

  private Optional<Visitor> ofData(String value) {
    return grants
        .active(value)
        .flatMap(token ->
            accounts(token).stream()
                .findFirst()
                .map(holder -> new Visitor(holder, token.scopes())));
  }

  private List<Holder> accounts(AccessToken token) {
    return token.accountIds().stream().flatMap(id -> book.holder(id).stream()).toList();
  }

  private static Optional<String> bearer(HttpCall call) {
    return call.header("Authorization")
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip());
  }

  private static Refusal notAuthorized() {
    return Refusal.of(401, 40110000, "request is not authorized");
  }
}
