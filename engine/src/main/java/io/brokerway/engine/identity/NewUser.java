package io.brokerway.engine.identity;

import org.jspecify.annotations.Nullable;

/**
 * A user to be created; all is checked when it is made.
 *
 * @param externalId the application's own id for him; 1 to 200 characters
 * @param username 1 to 64 characters, unique in the tenant
 */
public record NewUser(
    @Nullable String externalId,
    String username,
    @Nullable String email,
    @Nullable String fullName) {}
