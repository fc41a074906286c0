package io.brokerway.server.rest.trading;

import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.identity.DuplicateUsername;
import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.NewUser;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.User;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.storage.StorageOverloaded;
import io.brokerway.engine.storage.StorageUnavailable;
import io.brokerway.server.rest.Problem;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.ProblemType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes users with their paper accounts: both or none. If the account cannot be opened, the user is
 * removed again; one that a crash left without an account is taken up by the next try. Thread-safe.
 */
final class NewUsers {
  private static final Logger LOG = LoggerFactory.getLogger(NewUsers.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Identity identity;
  private final Connections connections;
  private final Opening opening;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  /** A user and his new account. */
  record Made(User user, AccountRef account) {}

  /** Opens a paper account that holds so much cash. */
  @FunctionalInterface
  interface Opening {
    AccountRef open(Owner owner, @Nullable BigDecimal cash);
  }

  NewUsers(Identity identity, Connections connections, Opening opening) {
    this.identity = identity;
    this.connections = connections;
    this.opening = opening;
  }

  /**
   * Makes both.
   *
   * @throws DuplicateUsername if the username is taken
   * @throws ProblemException if a twin is about to make this user, or the account could not be
   *     opened: then the same request may be sent again
   */
  Made make(Principal principal, NewUser wanted, @Nullable BigDecimal cash) {
    var name = principal.tenant() + " " + wanted.username();
    if (!running.add(name)) {
      throw new ProblemException(
          ProblemType.USERNAME_TAKEN, "Another request is making a user of this name.");
    }
    try {
      var user = user(principal, wanted);
      return new Made(user, open(principal, user, cash));
    } finally {
      running.remove(name);
    }
  }

  private User user(Principal principal, NewUser wanted) {
    try {
      return identity.createUser(principal.tenant(), wanted, principal.actor());
    } catch (DuplicateUsername e) {
      return identity
          .findByUsername(principal.tenant(), wanted.username())
          .filter(found -> isHalfMade(found, wanted))
          .orElseThrow(() -> e);
    }
  }

  /** The very same user without any connection: an earlier try ended before its account. */
  private boolean isHalfMade(User found, NewUser wanted) {
    return found.externalId() == null
        && Objects.equals(found.email(), wanted.email())
        && Objects.equals(found.fullName(), wanted.fullName())
        && connections.list(owner(found)).isEmpty();
  }

  private AccountRef open(Principal principal, User user, @Nullable BigDecimal cash) {
    try {
      return opening.open(owner(user), cash);
    } catch (StorageUnavailable | StorageOverloaded e) {
      undo(principal, user);
      throw e;
    } catch (RuntimeException e) {
      LOG.error("a paper account could not be opened: user={}", user.id(), e);
      undo(principal, user);
      throw new ProblemException(
          Problem.of(
              ProblemType.BROKER_UNAVAILABLE,
              "The paper account could not be opened, so the user was not made. Try again."),
          RETRY);
    }
  }

  /** What cannot be undone now stays as half-made, and the next try takes it up. */
  private void undo(Principal principal, User user) {
    try {
      var owner = owner(user);
      connections.list(owner).forEach(each -> connections.disconnect(owner, each.id(), true));
      identity.removeUser(user.tenant(), user.id(), principal.actor());
    } catch (RuntimeException e) {
      LOG.warn("a user stays without an account until the next try: user={}", user.id(), e);
    }
  }

  private static Owner owner(User user) {
    return new Owner(user.tenant(), user.id());
  }
}
