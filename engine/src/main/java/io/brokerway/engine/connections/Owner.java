package io.brokerway.engine.connections;

import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.storage.TenantId;

/** Whose something is: nothing of one owner is ever shown to another. */
public record Owner(TenantId tenant, UserId user) {}
