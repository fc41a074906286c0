package io.brokerway.engine;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.engine.connections.Brokers;
import io.brokerway.engine.orders.OrderSettings;
import io.brokerway.engine.plugins.Plugins;
import io.brokerway.engine.risk.RiskLimits;
import io.brokerway.engine.storage.StorageConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How an engine is set up.
 *
 * @param storage where the data lives
 * @param keys the folder of the vault's key file, not within the database's folder
 * @param plugins the adapters, those of plugins among them
 * @param brokerSettings operator's settings by broker id, then by key
 * @param syncInterval between two reads of a connection, at least a second
 * @param highExposureLogins whether logins that hold a password or the like are allowed
 * @param clock the one clock
 * @param metrics takes what is counted
 */
public record EngineConfig(
    StorageConfig storage,
    Path keys,
    Plugins plugins,
    Map<String, Map<String, String>> brokerSettings,
    Duration syncInterval,
    boolean highExposureLogins,
    RiskLimits limits,
    OrderSettings orders,
    Clock clock,
    MeterRegistry metrics) {
  public static final Duration DEFAULT_SYNC_INTERVAL = Duration.ofMinutes(5);

  private static final Duration SHORTEST_SYNC_INTERVAL = Duration.ofSeconds(1);

  public EngineConfig {
    brokerSettings =
        brokerSettings.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> Map.copyOf(entry.getValue())));
    if (syncInterval.compareTo(SHORTEST_SYNC_INTERVAL) < 0) {
      throw new IllegalArgumentException(
          "syncInterval must be at least %s, not %s"
              .formatted(SHORTEST_SYNC_INTERVAL, syncInterval));
    }
  }

  /** The usual set-up: an embedded database below a folder, every adapter on the class path. */
  public static EngineConfig embedded(Path home, Clock clock) {
    return of(StorageConfig.embedded(home), clock);
  }

  /** The usual set-up over a storage. */
  public static EngineConfig of(StorageConfig storage, Clock clock) {
    return new EngineConfig(
        storage,
        storage.home().resolve("keys"),
        Plugins.none(Brokers.onClassPath()),
        Map.of(),
        DEFAULT_SYNC_INTERVAL,
        false,
        RiskLimits.DEFAULTS,
        OrderSettings.DEFAULTS,
        clock,
        new SimpleMeterRegistry());
  }

  /** The same with other adapters, and no plugins. */
  public EngineConfig withBrokers(List<BrokerFactory> others) {
    return withPlugins(Plugins.none(others));
  }

  /** The same with the adapters of plugins beside the built-in ones. */
  public EngineConfig withPlugins(Plugins others) {
    return new EngineConfig(
        storage,
        keys,
        others,
        brokerSettings,
        syncInterval,
        highExposureLogins,
        limits,
        orders,
        clock,
        metrics);
  }

  /** The same with other settings of adapters. */
  public EngineConfig withBrokerSettings(Map<String, Map<String, String>> others) {
    return new EngineConfig(
        storage,
        keys,
        plugins,
        others,
        syncInterval,
        highExposureLogins,
        limits,
        orders,
        clock,
        metrics);
  }
}
