package io.brokerway.server.rest.v1;

import io.brokerway.engine.identity.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user of the application.
 *
 * @param externalId the application's own id for him
 */
record UserResource(
    String id,
    @Nullable String externalId,
    String username,
    @Nullable String email,
    @Nullable String fullName,
    Instant createdAt) {

  static UserResource of(User user) {
    return new UserResource(
        user.id().value(),
        user.externalId(),
        user.username(),
        user.email(),
        user.fullName(),
        user.createdAt());
  }
}
