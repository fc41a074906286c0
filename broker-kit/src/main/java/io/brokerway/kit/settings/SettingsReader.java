package io.brokerway.kit.settings;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads all settings of a broker before it complains of any: a wrong one counts as its fallback
 * until {@link #complain} is called. Not thread-safe.
 */
public final class SettingsReader {
  private static final int MOST = 100_000;

  private final String broker;
  private final BrokerSettings settings;
  private final Map<String, String> fallbacks = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();

  /**
   * A reader.
   *
   * @param broker the broker's id, for the complaint
   * @param known all settings that the broker has
   */
  public SettingsReader(String broker, BrokerSettings settings, List<Setting> known) {
    this.broker = broker;
    this.settings = settings;
    known.forEach(setting -> fallbacks.put(setting.key(), setting.fallback()));
    var unknown = new TreeSet<>(settings.values().keySet());
    unknown.removeAll(fallbacks.keySet());
    unknown.forEach(key -> wrong.add("there is no setting '" + key + "'"));
  }

  /** An address of a web server, without a slash at its end. */
  public URI address(String key) {
    return address(key, Set.of("https", "http"));
  }

  /** An address of a WebSocket; the scheme of the same host's pages is taken for its own. */
  public URI socketAddress(String key) {
    var uri = address(key, Set.of("wss", "ws", "https", "http"));
    return URI.create(uri.toString().replaceFirst("^http", "ws"));
  }

  private URI address(String key, Set<String> schemes) {
    return value(
        key,
        from -> {
          var uri = from.uri(key, fallback(key));
          if (!schemes.contains(uri.getScheme())) {
            throw new IllegalArgumentException(
                "%s must start with one of %s, not '%s'"
                    .formatted(key, new TreeSet<>(schemes), uri.getScheme()));
          }
          return uri;
        });
  }

  /** One of the choices, spelled in lower case. */
  public <E extends Enum<E>> E choice(String key, Class<E> choices) {
    return value(
        key,
        from -> {
          var text = from.text(key).orElse(fallback(key));
          for (var choice : choices.getEnumConstants()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
              return choice;
            }
          }
          throw new IllegalArgumentException("%s has no choice '%s'".formatted(key, text));
        });
  }

  /** A span of time within bounds, both included. */
  public Duration span(String key, Duration least, Duration most) {
    return value(
        key,
        from -> {
          var span = from.duration(key, Duration.parse(fallback(key)));
          if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                "%s must be from %s to %s, not %s".formatted(key, least, most, span));
          }
          return span;
        });
  }

  /** A whole number from 1 to 100,000. */
  public int count(String key) {
    return value(
        key,
        from -> {
          var text = from.text(key).orElse(fallback(key));
          if (!text.matches("[1-9]\\d{0,5}") || Integer.parseInt(text) > MOST) {
            throw new IllegalArgumentException(
                "%s must be from 1 to %d, not '%s'".formatted(key, MOST, text));
          }
          return Integer.valueOf(text);
        });
  }

  public boolean flag(String key) {
    return value(key, from -> from.flag(key, Boolean.parseBoolean(fallback(key))));
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException naming every setting that is wrong or unknown
   */
  public void complain() {
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(broker + " settings: " + String.join("; ", wrong));
    }
  }

  private <T> T value(String key, Function<BrokerSettings, T> reading) {
    try {
      return reading.apply(settings);
    } catch (IllegalArgumentException e) {
      wrong.add(String.valueOf(e.getMessage()));
      // The fallback is ours, and good: only what the operator gave can be wrong.
      var others = new HashMap<>(settings.values());
      others.remove(key);
      return reading.apply(new BrokerSettings(others));
    }
  }

  private String fallback(String key) {
    var fallback = fallbacks.get(key);
    if (fallback == null) {
      throw new IllegalStateException("the list of settings has no " + key);
    }
    return fallback;
  }
}
