package io.brokerway.engine.connections;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The live connections of this process, by id. Thread-safe. */
final class Registry {
  private static final UUID FIRST = new UUID(0, 0);

  private final ConcurrentHashMap<UUID, LiveConnection> live = new ConcurrentHashMap<>();

  /** Reads every connection that was logged in and not ended. */
  void load(Services services) {
    var after = FIRST;
    while (true) {
      var last = after;
      var page = services.database().readSystem(tx -> services.store().liveAfter(tx, last));
      if (page.isEmpty()) {
        return;
      }
      page.forEach(stored -> ensure(services, stored));
      after = page.getLast().ref().connection();
    }
  }

  /** The live connection of a stored one, made if it is new here. */
  LiveConnection ensure(Services services, StoredConnection stored) {
    return live.computeIfAbsent(
        stored.ref().connection(), _ -> new LiveConnection(services, stored));
  }

  Optional<LiveConnection> find(UUID connection) {
    return Optional.ofNullable(live.get(connection));
  }

  /**
   * A live connection.
   *
   * @throws ConnectionException.NotFound if there is none
   */
  LiveConnection get(UUID connection) {
    var found = live.get(connection);
    if (found == null) {
      throw new ConnectionException.NotFound("there is no connection " + connection);
    }
    return found;
  }

  void remove(UUID connection) {
    live.remove(connection);
  }

  Collection<LiveConnection> all() {
    return live.values();
  }
}
