package io.brokerway.server.ops;

import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.connections.ConnectionState;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.orders.QueueStatus;
import io.brokerway.engine.plugins.Plugin;
import io.brokerway.engine.plugins.Plugins;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.StorageUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks at the parts of the gateway. Thread-safe. */
public final class Health {
  /** An order that waits longer than this is a sign that the queue stands still. */
  private static final Duration SLOW = Duration.ofSeconds(10);

  private static final double MILLIS = 1000.0;

  private final Database database;
  private final Connections connections;
  private final Plugins plugins;
  private final Supplier<QueueStatus> queue;

  public Health(
      Database database, Connections connections, Plugins plugins, Supplier<QueueStatus> queue) {
    this.database = database;
    this.connections = connections;
    this.plugins = plugins;
    this.queue = queue;
  }

  HealthAnswer look() {
    var databasePart =
        new HealthAnswer.Database(
            database.isAvailable() ? HealthStatus.HEALTHY : HealthStatus.UNHEALTHY);
    var queuePart = queue();
    var brokers = brokers();
    // A broker that is out of order leaves the gateway itself able to take orders.
    var pluginsPart = plugins();
    var status =
        databasePart
            .status()
            .worse(queuePart.status())
            .worse(brokers.status())
            .worse(pluginsPart.status());
    return new HealthAnswer(status, databasePart, queuePart, brokers, pluginsPart);
  }

  private HealthAnswer.Plugins plugins() {
    return new HealthAnswer.Plugins(
        plugins.refused() > 0 ? HealthStatus.DEGRADED : HealthStatus.HEALTHY,
        names(Plugin::isLoaded),
        names(plugin -> !plugin.isLoaded()));
  }

  /** By file; a digest that no jar has stands for itself. */
  private List<String> names(Predicate<Plugin> wanted) {
    return plugins.all().stream()
        .filter(wanted)
        .map(plugin -> plugin.file() == null ? String.valueOf(plugin.digest()) : plugin.file())
        .toList();
  }

  private HealthAnswer.Queue queue() {
    try {
      return queue(queue.get());
    } catch (StorageUnavailable e) {
      return HealthAnswer.Queue.UNKNOWN;
    }
  }

  private static HealthAnswer.Queue queue(QueueStatus now) {
    var status = HealthStatus.HEALTHY;
    if (now.workersAlive() == 0) {
      status = HealthStatus.UNHEALTHY;
    } else if (now.oldestAge().compareTo(SLOW) > 0 || now.unresolved() > 0) {
      status = HealthStatus.DEGRADED;
    }
    return new HealthAnswer.Queue(
        status,
        now.depth(),
        now.oldestAge().toMillis() / MILLIS,
        now.unresolved(),
        now.workersAlive());
  }

  private HealthAnswer.Brokers brokers() {
    var byBroker =
        connections.open().stream()
            .collect(
                Collectors.groupingBy(
                    ref -> ref.broker().value(), TreeMap::new, Collectors.toList()));
    var rows =
        byBroker.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList();
    var degraded = rows.stream().anyMatch(row -> row.degraded() > 0);
    var available =
        connections.brokers().profiles().stream().map(profile -> profile.id().value()).toList();
    return new HealthAnswer.Brokers(
        degraded ? HealthStatus.DEGRADED : HealthStatus.HEALTHY, available, rows);
  }

  private HealthAnswer.BrokerConnections row(String broker, List<ConnectionRef> open) {
    var degraded =
        open.stream()
            .filter(ref -> connections.state(ref.connection()) == ConnectionState.DEGRADED)
            .count();
    return new HealthAnswer.BrokerConnections(broker, open.size(), degraded);
  }
}
