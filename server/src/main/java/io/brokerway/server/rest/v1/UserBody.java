package io.brokerway.server.rest.v1;

import org.jspecify.annotations.Nullable;

/**
 * A user to be made.
 *
 * @param externalId the application's own id for him, which the header {@code Brokerway-User} names
 */
record UserBody(
    String username,
    @Nullable String externalId,
    @Nullable String email,
    @Nullable String fullName) {}
