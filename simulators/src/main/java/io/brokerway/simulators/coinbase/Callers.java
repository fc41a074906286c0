package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.HttpCall;
import java.util.Optional;

/** Finds out who calls: by a signed token of a key. Thread-safe. */
final class Callers {
  private static final String BEARER = "bearer ";

  private final PortfolioBook book;
  private final JwtCheck check;

  Callers(PortfolioBook book, JwtCheck check) {
    this.book = book;
    this.check = check;
  }

  /** Who calls; empty if nobody that is known, or for another request than this. */
  Optional<Visitor> of(HttpCall call) {
    return bearer(call).flatMap(token -> check.ofRequest(token, call)).flatMap(this::visitor);
  }

  /** Who subscribes with a token. */
  Optional<Visitor> ofSocket(String token) {
    return check.ofSocket(token).flatMap(this::visitor);
  }

  private Optional<Visitor> visitor(ApiKey key) {
    return book.portfolio(key.portfolioId())
        .map(portfolio -> new Visitor(portfolio, key.canTrade(), key.canTransfer(), key.name()));
  }

  private static Optional<String> bearer(HttpCall call) {
    return call.header("Authorization")
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip());
  }
}
