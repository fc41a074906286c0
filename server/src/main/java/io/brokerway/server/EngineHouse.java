package io.brokerway.server;

import io.brokerway.engine.audit.CallLog;
import io.brokerway.engine.connections.Brokers;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.connections.Delays;
import io.brokerway.engine.events.EventFeed;
import io.brokerway.engine.events.EventLog;
import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.market.Market;
import io.brokerway.engine.orders.OrderDesk;
import io.brokerway.engine.orders.QueueStatus;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.engine.portfolio.Sync;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.StorageConfig;
import io.brokerway.engine.vault.Vault;
import io.brokerway.server.http.Parts;
import io.brokerway.server.settings.Settings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;

final class EngineHouse implements AutoCloseable {
  private final HomeLock lock;
  private final PrometheusMeterRegistry metrics;
  private final Parts parts;

  private EngineHouse(HomeLock lock, PrometheusMeterRegistry metrics, Parts parts) {
    this.lock = lock;
    this.metrics = metrics;
    this.parts = parts;
  }

  static EngineHouse open(Settings settings) {
    var lock = HomeLock.take(settings.home());
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var db = Database.open(StorageConfig.embedded(settings.home()), Clock.systemUTC());
    var vault = Vault.open(db, settings.home().resolve("keys"));
    var log = new EventLog(db);
    var feed = new EventFeed(db, log);
    var identity = new Identity(db, vault, feed);
    var brokers = Brokers.of(Brokers.onClassPath(), settings.brokers());
    var calls = new CallLog(db, metrics);
    var connections = new Connections(db, vault, brokers, calls::sink, new Delays(), false);
    var accounts = new Accounts(db, vault, connections);
    var desk =
        (OrderDesk)
            java.lang.reflect.Proxy.newProxyInstance(
                EngineHouse.class.getClassLoader(),
                new Class<?>[] {OrderDesk.class},
                (p, m, a) -> {
                  throw new UnsupportedOperationException(m.getName());
                });
    return new EngineHouse(
        lock,
        metrics,
        new Parts(
            db,
            log,
            feed,
            identity,
            connections,
            accounts,
            new Portfolio(),
            new Sync(),
            new Market(),
            desk,
            () -> new QueueStatus(0, Duration.ZERO, 0, 0, 0, 1)));
  }

  Parts parts() {
    return parts;
  }

  PrometheusMeterRegistry metrics() {
    return metrics;
  }

  @Override
  public void close() {
    parts.identity().close();
    parts.connections().close();
    parts.feed().close();
    parts.database().close();
    lock.close();
  }
}
