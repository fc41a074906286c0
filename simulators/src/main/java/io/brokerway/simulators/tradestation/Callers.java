package io.brokerway.simulators.tradestation;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.Grants;
import io.brokerway.simulators.oauth.Scope;
import java.util.stream.Collectors;

/** Finds out who calls, by his bearer token. A token is good on both hosts. */
final class Callers {
  private static final String BEARER = "Bearer ";

  private final Grants grants;
  private final AccountBook book;

  Callers(Grants grants, AccountBook book) {
    this.grants = grants;
    this.book = book;
  }

  Visitor visitor(HttpCall call, Environment environment) {
    return call.header("Authorization")
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .flatMap(header -> grants.active(header.substring(BEARER.length()).strip()))
        .map(token -> visitor(token, environment))
        .orElseThrow(Refusal::unauthorized);
  }

  private Visitor visitor(AccessToken token, Environment environment) {
    var holders =
        token.accountIds().stream()
            .flatMap(id -> book.find(id).stream())
            .filter(holder -> holder.environment() == environment)
            .toList();
    return new Visitor(
        token.clientId(),
        token.grant().user(),
        token.scopes().stream().map(Scope::word).collect(Collectors.toSet()),
        holders);
  }
}
