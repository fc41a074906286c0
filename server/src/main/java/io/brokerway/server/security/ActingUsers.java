package io.brokerway.server.security;

import io.brokerway.engine.events.EventFeed;
import io.brokerway.engine.identity.DuplicateExternalId;
import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.NewUser;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.User;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.server.rest.ProblemException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the user that an application's key acts for. A user's key acts for its own user; naming
 * another is answered as if he did not exist. Thread-safe.
 */
public final class ActingUsers {
  /** The user that an application acts for when it names none. */
  static final String DEFAULT_USER = "default";

  private static final int MAX_CACHED = 100_000;

  private final Identity identity;
  private final ConcurrentMap<Named, UserId> known = new ConcurrentHashMap<>();

  private record Named(TenantId tenant, String name) {}

  public ActingUsers(Identity identity, EventFeed feed) {
    this.identity = identity;
    // An application may give its id of one user to another: what is cached must not outlive that.
    feed.subscribe(event -> forget(event.fact().type()));
  }

  /**
   * On whose behalf a request acts.
   *
   * @param name the application's own id of the user, or ours; absent for its default user
   */
  public Acting acting(Principal principal, @Nullable String name) {
    return new Acting(principal.tenant(), user(principal, name), principal.actor());
  }

  private UserId user(Principal principal, @Nullable String name) {
    var own = principal.user();
    if (own != null && name == null) {
      return own;
    }
    var found = name == null ? defaultUser(principal) : named(principal.tenant(), name);
    if (own != null && !own.equals(found)) {
      throw ProblemException.notFound("The user");
    }
    return found;
  }

  private UserId defaultUser(Principal principal) {
    if (principal.tenant().equals(Identity.DEMO_TENANT)) {
      return Identity.DEMO_USER;
    }
    var key = new Named(principal.tenant(), DEFAULT_USER);
    return cached(key)
        .orElseGet(() -> remember(key, find(key).orElseGet(() -> makeDefault(principal)).id()));
  }

  private UserId named(TenantId tenant, String name) {
    var key = new Named(tenant, name);
    return cached(key)
        .orElseGet(() ->
            remember(
                key,
                find(key).map(User::id).orElseThrow(() -> ProblemException.notFound("The user"))));
  }

  /** By the application's own id first: it must never reach another's user by chance. */
  private Optional<User> find(Named key) {
    return identity
        .findByExternalId(key.tenant(), key.name())
        .or(() -> userId(key.name()).flatMap(id -> identity.findUser(key.tenant(), id)));
  }

  private User makeDefault(Principal principal) {
    try {
      return identity.createUser(
          principal.tenant(),
          new NewUser(DEFAULT_USER, DEFAULT_USER, null, null),
          principal.actor());
    } catch (DuplicateExternalId e) {
      // Another request made him at the same moment.
      return identity.findByExternalId(principal.tenant(), DEFAULT_USER).orElseThrow();
    }
  }

  private Optional<UserId> cached(Named key) {
    return Optional.ofNullable(known.get(key));
  }

  private UserId remember(Named key, UserId user) {
    if (known.size() >= MAX_CACHED) {
      known.clear();
    }
    known.put(key, user);
    return user;
  }

  private void forget(String eventType) {
    if (eventType.startsWith("user.")) {
      known.clear();
    }
  }

  private static Optional<UserId> userId(String text) {
    try {
      return Optional.of(new UserId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
