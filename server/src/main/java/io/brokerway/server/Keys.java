package io.brokerway.server;

import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.KeyKind;
import io.brokerway.engine.identity.NewApiKey;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.storage.TenantId;
import java.util.EnumSet;
import java.util.Optional;

/** The keys that the gateway makes itself. */
final class Keys {
  /** The application of an install that has only one. */
  static final String MAIN_TENANT = "main";

  private static final String ACTOR = "operator";

  private Keys() {}

  /** The admin key of an install that has none; empty if there is one, in use or revoked. */
  static Optional<String> first(Identity identity) {
    var tenant = identity.ensureTenant(new TenantId(MAIN_TENANT), "Main").id();
    var exists =
        identity.listKeys(tenant).stream().anyMatch(key -> key.kind() == KeyKind.APPLICATION);
    return exists ? Optional.empty() : Optional.of(create(identity, tenant, "admin"));
  }

  /** Makes an application's key with all scopes; its text is seen this once. */
  static String create(Identity identity, TenantId tenant, String name) {
    identity.ensureTenant(tenant, tenant.value());
    var key = new NewApiKey(null, EnumSet.allOf(Scope.class), name, null);
    try (var text = identity.issueKey(tenant, key, ACTOR).text()) {
      return text.reveal();
    }
  }
}
