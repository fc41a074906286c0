package io.brokerway.engine.identity;

import io.brokerway.engine.storage.TenantId;
import java.time.Instant;

/** An application that uses the gateway. */
public record Tenant(TenantId id, String name, Instant createdAt) {}
