package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.KillPoint;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.engine.storage.StorageUnavailable;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the credentials of one connection, once for all who ask, in this process by a lock and
 * over all processes by a claim on the row and the version of the credentials. What the broker
 * gives is stored before anything uses it.
 */
final class TokenRenewal {
  private static final Logger log = LoggerFactory.getLogger(TokenRenewal.class);
  // A claim outlives the slowest login call; a dead process's claim ends by itself.
  private static final Duration CLAIM = Duration.ofSeconds(40);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MAX_POLLS = 450;
  private static final Duration EARLY = Duration.ofMinutes(2);

  private final Services services;
  private final LiveConnection connection;
  private final ReentrantLock renewing = new ReentrantLock();
  // Brought by the broker and not stored yet, because the database was away; guarded by the lock.
  private @Nullable Credentials unsaved;
  // What the broker would not renew, as the row says it too: should the database be away, no other
  // caller of this process asks again at least. Guarded by the lock.
  private @Nullable Refusal refusal;

  private record Refusal(Credentials credentials, long version, RefusedRenewal told) {}

  TokenRenewal(Services services, LiveConnection connection) {
    this.services = services;
    this.connection = connection;
  }

  /** Whether the token ends so soon that it is better renewed before a call needs it. */
  boolean isDue(Credentials present) {
    var until = present.life().accessUntil();
    return present.life().renewal() == LoginLife.Renewal.SILENT
        && until != null
        && until.isBefore(services.now().plus(EARLY));
  }

  /**
   * The credentials in force after those that were refused.
   *
   * @throws BrokerException.LoginNeeded if only the user can renew them
   * @throws BrokerException.Unavailable if broker or database did not answer
   */
  Credentials renew(Credentials refused) {
    renewing.lock();
    try {
      // A later login may have brought the same credentials: those were not refused.
      if (refusal != null
          && refusal.version() == connection.stored().version()
          && refusal.credentials().equals(refused)) {
        throw loginNeeded(refusal.told());
      }
      for (var poll = 0; poll < MAX_POLLS; poll++) {
        var present = inForce();
        if (!present.equals(refused)) {
          return present;
        }
        if (unsaved != null || claim()) {
          return renewClaimed(present);
        }
        var newer = reload(refused);
        if (newer != null) {
          return newer;
        }
        requireNotRefused(refused);
        // Another process renews: its result appears in the row.
        LockSupport.parkNanos(POLL.toNanos());
      }
      throw new BrokerException.Unavailable("another process renews the login and does not end");
    } catch (StorageUnavailable e) {
      throw new BrokerException.Unavailable("the login cannot be renewed without the database", e);
    } finally {
      renewing.unlock();
    }
  }

  private Credentials inForce() {
    var present = connection.credentialsInForce();
    if (present == null) {
      throw new BrokerException.LoginNeeded("the connection has ended");
    }
    return present;
  }

  private boolean claim() {
    return services
        .database()
        .inSystem(tx ->
            services
                .store()
                .claimRenewal(
                    tx,
                    connection.ref(),
                    connection.stored().version(),
                    services.process(),
                    CLAIM));
  }

  private Credentials renewClaimed(Credentials present) {
    var login = connection.login();
    var fresh = unsaved;
    if (fresh == null) {
      fresh = askBroker(present, login);
      // The broker may have ended the old token by now; until the new one is stored it lives here.
      unsaved = fresh;
      KillPoint.K12.reached();
    }
    return store(fresh);
  }

  private Credentials askBroker(Credentials present, int login) {
    var ref = connection.ref();
    var context = services.context(ref.owner(), ref.broker());
    try {
      return services.brokers().factory(ref.broker()).login(context).renew(present);
    } catch (BrokerException.LoginNeeded e) {
      throw lost(e, present, login);
    } catch (BrokerException.LoginRefused e) {
      throw lost(e, present, login);
    } catch (RuntimeException e) {
      release();
      throw e;
    }
  }

  private BrokerException.LoginNeeded lost(BrokerException e, Credentials present, int login) {
    var told =
        new RefusedRenewal("the login could not be renewed: " + e.getMessage(), e.brokerCode());
    refusal = new Refusal(present, connection.stored().version(), told);
    refuse(told);
    connection.note(new Standing.LoginLost(told.why()), login);
    return loginNeeded(told);
  }

  private static BrokerException.LoginNeeded loginNeeded(RefusedRenewal told) {
    return new BrokerException.LoginNeeded(told.why(), told.brokerCode());
  }

  /** Tells every process, those that start later too, not to ask again. */
  private void refuse(RefusedRenewal told) {
    var version = connection.stored().version();
    try {
      services
          .database()
          .inSystem(tx -> {
            services.store().refuseRenewal(tx, connection.ref(), version, told);
            return true;
          });
    } catch (StorageUnavailable e) {
      log.warn(
          "a refused renewal could not be noted: connection={}", connection.ref().connection(), e);
    }
  }

  private void requireNotRefused(Credentials refused) {
    var login = connection.login();
    var told =
        services.database().readSystem(tx -> services.store().refusedRenewal(tx, connection.ref()));
    if (told.isPresent()) {
      refusal = new Refusal(refused, connection.stored().version(), told.get());
      connection.note(new Standing.LoginLost(told.get().why()), login);
      throw loginNeeded(told.get());
    }
  }

  private void release() {
    try {
      services
          .database()
          .inSystem(tx -> {
            services.store().releaseRenewal(tx, connection.ref(), services.process());
            return true;
          });
    } catch (StorageUnavailable e) {
      log.debug("a claim runs out by itself: connection={}", connection.ref().connection(), e);
    }
  }

  private Credentials store(Credentials fresh) {
    var version = connection.stored().version();
    var now = services.database().inSystem(tx -> save(tx, fresh, version));
    unsaved = null;
    if (now.isPresent()) {
      connection.renewed(now.get(), fresh);
      return fresh;
    }
    var newer = reload(fresh);
    if (newer == null) {
      throw new BrokerException.LoginNeeded("the connection has ended");
    }
    return newer;
  }

  /** The connection with its new credentials; empty if another version came first. */
  private Optional<StoredConnection> save(Tx tx, Credentials fresh, long version)
      throws SQLException {
    var ref = connection.ref();
    if (!services.store().saveCredentials(tx, ref, fresh, version)) {
      return Optional.empty();
    }
    tx.append(
        new Payload()
            .with("accessUntil", fresh.life().accessUntil())
            .with("loginUntil", fresh.life().loginUntil())
            .fact(ref.owner(), null, "connection.renewed", ref.connection().toString(), "system"));
    return services.store().find(tx, ref.owner().tenant(), ref.connection());
  }

  /** The credentials of the row if they are newer than ours; null if they are not. */
  private @Nullable Credentials reload(Credentials refused) {
    var ref = connection.ref();
    var found =
        services
            .database()
            .readSystem(tx -> services.store().find(tx, ref.owner().tenant(), ref.connection()));
    if (found.isEmpty() || found.get().version() == connection.stored().version()) {
      return null;
    }
    var row = found.get();
    var newer = services.database().inSystem(tx -> services.store().credentials(tx, row));
    connection.renewed(row, newer);
    return newer.equals(refused) ? null : newer;
  }
}
