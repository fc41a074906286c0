package io.brokerway.engine.connections;

import io.brokerway.engine.storage.StorageUnavailable;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores where a connection stands, again and again until the database takes it. */
final class StandingSaver {
  private static final Logger log = LoggerFactory.getLogger(StandingSaver.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Services services;
  private final LiveConnection connection;
  // One at a time, so that the last state stored is the last one reached.
  private final ReentrantLock saving = new ReentrantLock();

  StandingSaver(Services services, LiveConnection connection) {
    this.services = services;
    this.connection = connection;
  }

  /** Stores a state if it is still the present one. */
  void save(Standing standing) {
    saving.lock();
    try {
      if (isPresent(standing) && !store(standing)) {
        // Another login is being stored: if it leaves this state standing, it is stored then.
        later(standing);
      }
    } catch (StorageUnavailable e) {
      log.warn(
          "the state of a connection waits for the database: connection={} state={}",
          connection.ref().connection(),
          standing.state());
      later(standing);
    } finally {
      saving.unlock();
    }
  }

  private void later(Standing standing) {
    services.delays().after(RETRY, "save-standing", () -> save(standing));
  }

  private boolean isPresent(Standing standing) {
    var present = connection.standing();
    return present.state() == standing.state()
        && present.since().equals(standing.since())
        && present.state() != ConnectionState.DISCONNECTED;
  }

  private boolean store(Standing standing) {
    var ref = connection.ref();
    var version = connection.stored().version();
    return services
        .database()
        .inSystem(tx -> {
          if (!services.store().saveStanding(tx, ref, standing, version)) {
            return false;
          }
          tx.append(
              new Payload()
                  .with("state", standing.state())
                  .with("reason", standing.reason())
                  .with("since", standing.since())
                  .fact(
                      ref.owner(),
                      null,
                      "connection.state_changed",
                      ref.connection().toString(),
                      "system"));
          return true;
        });
  }
}
