package io.brokerway.server.security;

import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.orders.Caller;
import io.brokerway.engine.storage.TenantId;

/**
 * On whose behalf a request acts.
 *
 * @param actor who did it, as the log names him
 */
public record Acting(TenantId tenant, UserId user, String actor) {

  public Owner owner() {
    return new Owner(tenant, user);
  }

  /**
   * The same for orders.
   *
   * @param route method and route template, part of the scope of an idempotency key
   */
  public Caller caller(String route) {
    return new Caller(tenant, user, actor, route);
  }
}
