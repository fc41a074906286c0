package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.alpaca.oauth.Scope;
import java.util.Set;

/**
 * Who calls: an account, and what the caller may do with it besides reading. A key pair may do all.
 */
record Visitor(Holder holder, Set<Scope> scopes) {
  private static final Set<Scope> ALL = Set.of(Scope.values());

  static Visitor withKeys(Holder holder) {
    return new Visitor(holder, ALL);
  }

  /** Alpaca documents the scopes, not the words of this refusal. */
  void require(Scope scope) {
    if (!scopes.contains(scope)) {
      throw Refusal.forbidden("oauth scope %s is required".formatted(scope.word()));
    }
  }
}
