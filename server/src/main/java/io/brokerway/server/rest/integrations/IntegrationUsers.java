package io.brokerway.server.rest.integrations;

import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.InvalidUser;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.User;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.ProblemException;
import java.util.Optional;

/** Finds users by the application's own ids for them. Thread-safe. */
final class IntegrationUsers {
  private final Identity identity;

  IntegrationUsers(Identity identity) {
    this.identity = identity;
  }

  /** The user of that id; empty if there is none or the key may not name him. */
  Optional<User> find(Principal principal, String id) {
    var own = principal.user();
    if (own != null) {
      return identity
          .findUser(principal.tenant(), own)
          .filter(user -> id.equals(user.externalId()) || id.equals(own.value()));
    }
    return identity.findByExternalId(principal.tenant(), id);
  }

  /**
   * The user of that id; an application's key makes him.
   *
   * @throws ProblemException if a user's key names anybody but its own user
   */
  User ensure(Principal principal, String id) {
    if (principal.user() != null) {
      return find(principal, id).orElseThrow(() -> ProblemException.notFound("User"));
    }
    try {
      return identity.ensureByExternalId(principal.tenant(), id, principal.actor());
    } catch (InvalidUser e) {
      throw new InvalidInput(
          "user_id", String.valueOf(e.getMessage()).replaceFirst("^externalId ", ""));
    }
  }
}
