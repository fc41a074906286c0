package io.brokerway.simulators.charlesschwab;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.oauth.Grants;
import java.util.Optional;

/** Finds out who calls, and turns away whom Schwab would. */
final class Clients {
  private static final String BEARER = "bearer ";

  private final AccountBook book;
  private final Grants grants;

  Clients(AccountBook book, Grants grants) {
    this.book = book;
    this.grants = grants;
  }

  Visitor of(HttpCall call) {
    var header =
        call.header("Authorization")
            .orElseThrow(() ->
                Refusal.gateway(400, "Bad Request", "Missing header", "header", "Authorization"));
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw unauthorized();
    }
    return byToken(header.substring(BEARER.length()).strip()).orElseThrow(Clients::unauthorized);
  }

  Optional<Visitor> byToken(String value) {
    return grants
        .active(value)
        .map(token ->
            new Visitor(
                token,
                token.accountIds().stream()
                    .flatMap(number -> book.holder(number).stream())
                    .toList()));
  }

  /** The account of a hash: one that the application may use. */
  Holder account(Visitor visitor, String hash) {
    var holder =
        book.holders().stream()
            .filter(known -> known.hash(visitor.clientId()).equals(hash))
            .findFirst()
            .orElseThrow(() -> Refusal.of(400, "Invalid account number"));
    if (!visitor.mayUse(holder)) {
      throw Refusal.of(403, "The account is not linked to the application.");
    }
    return holder;
  }

  private static Refusal unauthorized() {
    return Refusal.gateway(401, "Unauthorized", "Client not authorized");
  }
}
