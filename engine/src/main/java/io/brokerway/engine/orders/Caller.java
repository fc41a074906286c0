package io.brokerway.engine.orders;

import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Texts;

/**
 * Who asks, and by which way.
 *
 * @param actor for the audit trail: {@code user:user_1}, {@code key:…}
 * @param route method and route template, part of the scope of an idempotency key: {@code POST
 *     /api/v1/orders}
 */
public record Caller(TenantId tenant, UserId user, String actor, String route) {
  public Caller {
    Texts.requireStorable("actor", actor, 200);
    Texts.requireStorable("route", route, 200);
  }
}
