package io.brokerway.simulators.tradestation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who calls, by a token.
 *
 * @param clientId the application's key
 * @param user the customer's login
 * @param scopes what he granted
 * @param holders his accounts on the host that is called
 */
record Visitor(String clientId, String user, Set<String> scopes, List<Holder> holders) {
  Visitor {
    scopes = Set.copyOf(scopes);
    holders = List.copyOf(holders);
  }

  void require(String scope) {
    if (!scopes.contains(scope)) {
      throw Refusal.forbidden("The scope %s is required.".formatted(scope));
    }
  }

  Optional<Holder> find(String account) {
    return holders.stream().filter(holder -> holder.id().equals(account)).findFirst();
  }

  /** One of his accounts. */
  Holder holder(String account) {
    return find(account).orElseThrow(() -> Refusal.forbidden("Invalid Account ID."));
  }

  /** The pair of application and customer, by which quotas and confirm ids count. */
  String caller() {
    return clientId + "/" + user;
  }
}
