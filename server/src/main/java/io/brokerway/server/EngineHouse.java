package io.brokerway.server;

import io.brokerway.server.http.Parts;
import io.brokerway.server.settings.Settings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The engine as the operator's settings want it, and what ends with it. */
final class EngineHouse implements AutoCloseable {
  private final HomeLock lock;
  private final PrometheusMeterRegistry metrics;

  private EngineHouse(HomeLock lock, PrometheusMeterRegistry metrics) {
    this.lock = lock;
    this.metrics = metrics;
  }

  static EngineHouse open(Settings settings) {
    var lock = HomeLock.take(settings.home());
    try {
      return new EngineHouse(lock, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  Parts parts() {
    throw new UnsupportedOperationException();
  }

  PrometheusMeterRegistry metrics() {
    return metrics;
  }

  @Override
  public void close() {
    lock.close();
  }
}
