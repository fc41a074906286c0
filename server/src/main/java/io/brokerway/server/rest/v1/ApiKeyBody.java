package io.brokerway.server.rest.v1;

import io.brokerway.engine.identity.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param userId our id of the user, for a user's key; absent for an application's
 * @param expiresAt absent for never
 */
record ApiKeyBody(
    String name, List<Scope> scopes, @Nullable String userId, @Nullable Instant expiresAt) {}
