package io.brokerway.server.admin;

import io.brokerway.engine.Engine;
import io.brokerway.engine.storage.TenantId;
import java.io.PrintWriter;

/** Revokes a key: no request that begins after it passes. */
final class RevokeKey implements AdminTask.Work {

  @Override
  public void run(Engine engine, Arguments arguments, PrintWriter out) {
    var tenant = new TenantId(arguments.required("tenant"));
    var id = arguments.required("id");
    if (!engine.identity().revokeKey(tenant, id, AdminTask.ACTOR)) {
      throw new IllegalArgumentException(
          "application %s has no key %s that is not revoked".formatted(tenant, id));
    }
    out.printf("The key %s is revoked.%n", id);
  }
}
