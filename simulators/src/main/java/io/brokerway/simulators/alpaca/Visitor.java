package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.oauth.Scope;
import java.util.List;

/**
 * Who calls: an account, and what the caller may do with it besides reading. A key pair may do all.
 */
record Visitor(Holder holder, List<Scope> scopes) {
  static Visitor withKeys(Holder holder) {
    return new Visitor(holder, AlpacaScopes.ALL);
  }

  /** Alpaca documents the scopes, not the words of this refusal. */
  void require(Scope scope) {
    if (!scopes.contains(scope)) {
      throw Refusal.forbidden("oauth scope %s is required".formatted(scope.word()));
    }
  }
}
