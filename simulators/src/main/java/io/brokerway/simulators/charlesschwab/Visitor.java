package io.brokerway.simulators.charlesschwab;

import io.brokerway.simulators.oauth.AccessToken;
import java.util.List;

/**
 * Who calls.
 *
 * @param linked the accounts that the user ticked
 */
record Visitor(AccessToken token, List<Holder> linked) {
  Visitor {
    linked = List.copyOf(linked);
  }

  String clientId() {
    return token.clientId();
  }

  /** Whom the limit of requests counts. */
  String counted() {
    return token.clientId() + ":" + token.grant().user();
  }

  boolean mayUse(Holder holder) {
    return linked.contains(holder);
  }
}
