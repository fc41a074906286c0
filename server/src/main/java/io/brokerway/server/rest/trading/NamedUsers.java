package io.brokerway.server.rest.trading;

import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.User;
import io.brokerway.engine.identity.UserId;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.security.Acting;
import java.util.Optional;

/** Finds the users that requests of this surface name by our ids. Thread-safe. */
final class NamedUsers {
  private final Identity identity;

  NamedUsers(Identity identity) {
    this.identity = identity;
  }

  /**
   * The user of that id.
   *
   * @throws ProblemException if there is none, or the key may not name him: the same answer
   */
  User user(Principal principal, String id) {
    return parse(id)
        .filter(userId -> mayName(principal, userId))
        .flatMap(userId -> identity.findUser(principal.tenant(), userId))
        .orElseThrow(() -> ProblemException.notFound("The user"));
  }

  Acting acting(Principal principal, String id) {
    return new Acting(principal.tenant(), user(principal, id).id(), principal.actor());
  }

  static boolean mayName(Principal principal, UserId user) {
    var own = principal.user();
    return own == null || own.equals(user);
  }

  private static Optional<UserId> parse(String id) {
    try {
      return Optional.of(new UserId(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
