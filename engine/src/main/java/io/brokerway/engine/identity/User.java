package io.brokerway.engine.identity;

import io.brokerway.engine.storage.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user of an application.
 *
 * @param externalId the application's own id for him, if it has one
 * @param fullName null if not known
 */
public record User(
    TenantId tenant,
    UserId id,
    @Nullable String externalId,
    String username,
    @Nullable String email,
    @Nullable String fullName,
    Instant createdAt) {}
