package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.BrokerSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The brokers that this install has adapters for. Immutable and thread-safe. */
public final class Brokers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Brokers.class);

  /** What became of a broker that is gone, by its id. */
  private static final Map<String, String> MOVED =
      Map.of(
          "td_ameritrade",
          "td_ameritrade became charles_schwab: its accounts moved to Schwab in 2024 and its API"
              + " is shut down. Connect charles_schwab with the Schwab login of the account.");

  private record Entry(BrokerFactory factory, BrokerSettings settings) {}

  private final Map<BrokerId, Entry> entries;

  private Brokers(Map<BrokerId, Entry> entries) {
    this.entries = new TreeMap<>(entries);
  }

  /** Every adapter on the class path. */
  public static List<BrokerFactory> onClassPath() {
    return ServiceLoader.load(BrokerFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /**
   * The given adapters with their settings.
   *
   * @param settings by broker id, then by key
   * @throws IllegalArgumentException if two have one id, or a setting names a broker or a key that
   *     is not known; all of them are named
   */
  public static Brokers of(
      List<BrokerFactory> factories, Map<String, Map<String, String>> settings) {
    var entries = new HashMap<BrokerId, Entry>();
    for (var factory : factories) {
      var id = factory.profile().id();
      var own = new BrokerSettings(settings.getOrDefault(id.value(), Map.of()));
      if (entries.put(id, new Entry(factory, own)) != null) {
        throw new IllegalArgumentException("two adapters name themselves " + id);
      }
    }
    var brokers = new Brokers(entries);
    brokers.requireKnown(settings);
    return brokers;
  }

  /** All profiles, by id. */
  public List<BrokerProfile> profiles() {
    return entries.values().stream().map(entry -> entry.factory().profile()).toList();
  }

  /**
   * The profile of a broker.
   *
   * @throws ConnectionException.UnknownBroker if there is none
   */
  public BrokerProfile profile(BrokerId broker) {
    return entry(broker).factory().profile();
  }

  /**
   * The id that a text names, in any case and with hyphens or underscores.
   *
   * @throws ConnectionException.UnknownBroker if there is no such broker; the message says where a
   *     broker that is gone went
   */
  public BrokerId parse(String text) {
    var name = name(text);
    for (var id : entries.keySet()) {
      if (id.value().equals(name)) {
        return id;
      }
    }
    throw unknown(name);
  }

  private static String name(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** What became of a broker that is gone, and what to do; empty if the text names none. */
  public Optional<String> moved(String text) {
    return Optional.ofNullable(MOVED.get(name(text)));
  }

  /**
   * The page of ours with a path that users may come back to from a broker; null if the operator
   * registered none of that path.
   */
  public @Nullable URI returnPage(BrokerId broker, String path) {
    return Redirects.registered(settings(broker)).stream()
        .filter(page -> path.equals(page.getPath()))
        .findFirst()
        .orElse(null);
  }

  boolean isPresent(BrokerId broker) {
    return entries.containsKey(broker);
  }

  /** The adapter of a stored connection; one that can do nothing if its plugin is not loaded. */
  BrokerFactory factory(BrokerId broker) {
    var entry = entries.get(broker);
    return entry == null ? new AbsentBrokerFactory(broker) : entry.factory();
  }

  BrokerSettings settings(BrokerId broker) {
    var entry = entries.get(broker);
    return entry == null ? BrokerSettings.DEFAULTS : entry.settings();
  }

  /** Lets go of what the adapters hold for all connections together. */
  @Override
  public void close() {
    for (var entry : entries.values()) {
      if (entry.factory() instanceof AutoCloseable open) {
        close(open);
      }
    }
  }

  private static void close(AutoCloseable factory) {
    try {
      factory.close();
    } catch (Exception e) {
      log.warn("an adapter did not close well: adapter={}", factory.getClass().getName(), e);
    }
  }

  private Entry entry(BrokerId broker) {
    var entry = entries.get(broker);
    if (entry == null) {
      throw unknown(broker.value());
    }
    return entry;
  }

  private ConnectionException unknown(String name) {
    var moved = MOVED.get(name);
    return new ConnectionException.UnknownBroker(
        moved != null
            ? moved
            : "broker '%s' is not supported; there are %s".formatted(name, entries.keySet()));
  }

  private void requireKnown(Map<String, Map<String, String>> settings) {
    var wrong =
        settings.entrySet().stream()
            .flatMap(broker ->
                broker.getValue().keySet().stream()
                    .filter(key -> !knows(broker.getKey(), key))
                    .map(key -> broker.getKey() + "." + key))
            .sorted()
            .toList();
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("no broker knows the settings " + wrong);
    }
  }

  private boolean knows(String broker, String key) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().value().equals(broker))
        .flatMap(entry -> entry.getValue().factory().profile().settings().stream())
        .anyMatch(setting -> setting.key().equals(key));
  }
}
