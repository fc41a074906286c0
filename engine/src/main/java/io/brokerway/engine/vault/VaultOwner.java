package io.brokerway.engine.vault;

import io.brokerway.engine.storage.TenantId;
import java.util.UUID;

/** Whose secrets: those of one connection of one user. */
public record VaultOwner(TenantId tenant, String userId, UUID connectionId) {}
