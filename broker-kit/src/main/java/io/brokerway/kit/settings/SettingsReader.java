package io.brokerway.kit.settings;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads all settings of a broker before it complains of any: until {@link #check} a wrong value
 * reads as its fallback. Not thread-safe.
 */
public final class SettingsReader {
  private static final int MOST = 1_000_000;

  private final String broker;
  private final List<Setting> known;
  private final BrokerSettings settings;
  private final List<String> wrong = new ArrayList<>();

  /**
   * A reader.
   *
   * @param broker its id, for messages
   * @param known the settings that there are
   */
  public SettingsReader(String broker, List<Setting> known, BrokerSettings settings) {
    this.broker = broker;
    this.known = List.copyOf(known);
    this.settings = settings;
    var unknown = new TreeSet<>(settings.values().keySet());
    known.forEach(setting -> unknown.remove(setting.key()));
    unknown.forEach(key -> wrong.add("there is no setting '" + key + "'"));
  }

  /** An address by HTTP. */
  public URI address(String key) {
    return value(
        key,
        given -> {
          var uri = given.uri(key, fallback(key));
          if (!Set.of("https", "http").contains(uri.getScheme())) {
            throw new IllegalArgumentException(
                "%s must start with https, not '%s'".formatted(key, uri.getScheme()));
          }
          return uri;
        });
  }

  /** A span of time between two others, both included. */
  public Duration span(String key, Duration least, Duration most) {
    return value(
        key,
        given -> {
          var span = given.duration(key, Duration.parse(fallback(key)));
          if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                "%s must be from %s to %s, not %s".formatted(key, least, most, span));
          }
          return span;
        });
  }

  /** A number from 1 to a million. */
  public int count(String key) {
    return value(
        key,
        given -> {
          var text = given.text(key).orElse(fallback(key));
          if (!text.matches("[1-9]\\d{0,6}") || Integer.parseInt(text) > MOST) {
            throw new IllegalArgumentException(
                "%s must be from 1 to %d, not '%s'".formatted(key, MOST, text));
          }
          return Integer.parseInt(text);
        });
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key) {
    return value(key, given -> given.flag(key, fallback(key).equals("true")));
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException naming every setting that is wrong or unknown
   */
  public void check() {
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(broker + " settings: " + String.join("; ", wrong));
    }
  }

  private <T> T value(String key, Function<BrokerSettings, T> reading) {
    try {
      return reading.apply(settings);
    } catch (IllegalArgumentException e) {
      wrong.add(String.valueOf(e.getMessage()));
      return reading.apply(BrokerSettings.DEFAULTS);
    }
  }

  private String fallback(String key) {
    return known.stream()
        .filter(setting -> setting.key().equals(key))
        .map(Setting::fallback)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such setting: " + key));
  }
}
