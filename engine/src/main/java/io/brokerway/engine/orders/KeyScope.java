package io.brokerway.engine.orders;

import io.brokerway.engine.storage.TenantId;

/** An idempotency key with all that it is unique within. */
record KeyScope(TenantId tenant, String user, String route, String key) {
  static KeyScope of(Caller caller, String key) {
    return new KeyScope(caller.tenant(), caller.user().value(), caller.route(), key);
  }
}
