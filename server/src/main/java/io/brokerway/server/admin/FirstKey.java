package io.brokerway.server.admin;

import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.storage.TenantId;
import java.util.EnumSet;
import java.util.Optional;

/** The admin key that a new install makes for itself. */
public final class FirstKey {
  /** The application of an install that has only one. */
  public static final String MAIN_TENANT = "main";

  private FirstKey() {}

  /** The key of an install that has none; empty if there is one, in use or revoked. */
  public static Optional<String> makeIfNone(Identity identity) {
    var tenant = identity.ensureTenant(new TenantId(MAIN_TENANT), "Main").id();
    return identity.hasApplicationKey(tenant)
        ? Optional.empty()
        : Optional.of(
            CreateKey.create(identity, tenant, "admin", EnumSet.allOf(Scope.class), null));
  }
}
