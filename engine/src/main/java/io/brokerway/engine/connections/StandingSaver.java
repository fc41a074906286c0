package io.brokerway.engine.connections;

import io.brokerway.engine.storage.StorageUnavailable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores where a connection stands, again and again until the database takes it. */
final class StandingSaver {
  private static final Logger log = LoggerFactory.getLogger(StandingSaver.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Services services;
  private final LiveConnection connection;

  StandingSaver(Services services, LiveConnection connection) {
    this.services = services;
    this.connection = connection;
  }

  void save(Standing standing) {
    try {
      store(standing);
    } catch (StorageUnavailable e) {
      log.warn(
          "the state of a connection waits for the database: connection={} state={}",
          connection.ref().connection(),
          standing.state());
      services.delays().after(RETRY, "save-standing", () -> saveAgain(standing));
    }
  }

  private void saveAgain(Standing standing) {
    // A later state was stored meanwhile, or will be by its own saver.
    if (connection.standing().state() == standing.state()
        && connection.standing().since().equals(standing.since())) {
      save(standing);
    }
  }

  private void store(Standing standing) {
    var ref = connection.ref();
    services
        .database()
        .inSystem(tx -> {
          services.store().saveStanding(tx, ref, standing);
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
