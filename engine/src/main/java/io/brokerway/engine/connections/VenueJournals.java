package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.VenueJournal;
import io.brokerway.engine.storage.Database;
import java.util.concurrent.ConcurrentHashMap;

/** The journals of venues inside the gateway: one per broker and name. Thread-safe. */
public final class VenueJournals {
  private final Database database;
  private final ConcurrentHashMap<String, PostgresVenueJournal> journals =
      new ConcurrentHashMap<>();

  public VenueJournals(Database database) {
    this.database = database;
  }

  /** The same broker and name give the same journal. */
  public VenueJournal journal(BrokerId broker, String name) {
    return journals.computeIfAbsent(
        broker + "/" + name, key -> new PostgresVenueJournal(database, key));
  }
}
