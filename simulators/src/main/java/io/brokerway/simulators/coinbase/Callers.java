package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.Grants;
import java.util.List;
import java.util.Optional;

/** Finds out who calls: by a token that a key signed, or by one that a user granted. */
final class Callers {
  private static final String BEARER = "bearer ";

  private final PortfolioBook book;
  private final JwtCheck check;
  private final Grants grants;

  Callers(PortfolioBook book, JwtCheck check, Grants grants) {
    this.book = book;
    this.check = check;
    this.grants = grants;
  }

  /** Who calls; empty if nobody that is known, or for another request than this. */
  Optional<Visitor> of(HttpCall call) {
    return bearer(call)
        .flatMap(
            token -> check.ofRequest(token, call).flatMap(this::visitor).or(() -> granted(token)));
  }

  /** Who subscribes with a token. */
  Optional<Visitor> ofSocket(String token) {
    return check.ofSocket(token).flatMap(this::visitor).or(() -> granted(token));
  }

  /** Why a call's token opens nothing, by the name that the API v2 has for it. */
  String problem(HttpCall call) {
    var state =
        bearer(call).stream()
            .flatMap(token -> grants.all().stream().filter(one -> one.value().equals(token)))
            .map(AccessToken::state)
            .findFirst();
    return state
        .map(found -> found == AccessToken.State.REVOKED ? "revoked_token" : "expired_token")
        .orElse("invalid_token");
  }

  private Optional<Visitor> visitor(ApiKey key) {
    return book.portfolio(key.portfolioId())
        .map(portfolio -> new Visitor(portfolio, key.canTrade(), key.canTransfer(), key.name()));
  }

  private Optional<Visitor> granted(String value) {
    return grants
        .active(value)
        .flatMap(token ->
            token.accountIds().stream()
                .flatMap(id -> book.portfolio(id).stream())
                .findFirst()
                .map(portfolio -> new Visitor(portfolio, maySell(token), false, value)));
  }

  private static boolean maySell(AccessToken token) {
    return token.scopes().contains(CoinbaseOAuth.TRADES)
        || token.scopes().containsAll(List.of(CoinbaseOAuth.BUYS, CoinbaseOAuth.SELLS));
  }

  private static Optional<String> bearer(HttpCall call) {
    return call.header("Authorization")
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip());
  }
}
