package io.brokerway.server;

import io.brokerway.engine.Engine;
import io.brokerway.engine.EngineConfig;
import io.brokerway.engine.orders.OrderSettings;
import io.brokerway.engine.plugins.Plugins;
import io.brokerway.engine.storage.ExternalDatabase;
import io.brokerway.engine.storage.StorageConfig;
import io.brokerway.server.settings.Settings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;

/** The engine as the operator's settings want it, and what ends with it. */
final class EngineHouse implements AutoCloseable {
  private final HomeLock lock;
  private final PrometheusMeterRegistry metrics;
  private final Engine engine;

  private EngineHouse(HomeLock lock, PrometheusMeterRegistry metrics, Engine engine) {
    this.lock = lock;
    this.metrics = metrics;
    this.engine = engine;
  }

  /**
   * Opens the engine; it is not started.
   *
   * @throws IllegalStateException if the folder or the database cannot be used
   */
  static EngineHouse open(Settings settings, Plugins adapters) {
    var lock = HomeLock.take(settings.home());
    try {
      var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      return new EngineHouse(lock, metrics, Engine.open(config(settings, adapters, metrics)));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  Engine engine() {
    return engine;
  }

  PrometheusMeterRegistry metrics() {
    return metrics;
  }

  @Override
  public void close() {
    engine.close();
    lock.close();
  }

  private static EngineConfig config(
      Settings settings, Plugins adapters, PrometheusMeterRegistry metrics) {
    return new EngineConfig(
        storage(settings),
        settings.home().resolve("keys"),
        adapters,
        settings.brokers(),
        settings.syncInterval(),
        false,
        settings.limits(),
        orders(settings),
        Clock.systemUTC(),
        metrics);
  }

  private static StorageConfig storage(Settings settings) {
    var access = settings.database();
    return access == null
        ? StorageConfig.embedded(settings.home())
        : StorageConfig.external(
            settings.home(), new ExternalDatabase(access.url(), access.user(), access.password()));
  }

  private static OrderSettings orders(Settings settings) {
    var defaults = OrderSettings.DEFAULTS;
    return new OrderSettings(
        settings.marketOrderMaxAge(),
        settings.limitOrderMaxAge(),
        defaults.recovery(),
        defaults.notSentRetry(),
        defaults.poll(),
        defaults.openPoll(),
        defaults.openPollWithStream(),
        defaults.executionWait(),
        defaults.leaseMargin(),
        defaults.clockMargin(),
        defaults.poisonAfter(),
        defaults.cancelLateArrivals(),
        defaults.forcedEnd(),
        defaults.mostPerPoll(),
        settings.dispatch());
  }
}
