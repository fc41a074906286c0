package io.brokerway.kit.settings;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads all settings before it complains of any. A setting that is wrong reads as its fallback
 * until {@link #finish} is asked. Not thread-safe.
 */
public final class SettingsReader {
  private static final int MAX_COUNT = 100_000;
  private static final Set<String> PAGES = Set.of("https", "http");
  private static final Set<String> STREAMS = Set.of("wss", "ws", "https", "http");

  private final String broker;
  private final List<Setting> known;
  private final BrokerSettings settings;
  private final List<String> wrong = new ArrayList<>();

  private SettingsReader(String broker, List<Setting> known, BrokerSettings settings) {
    this.broker = broker;
    this.known = known;
    this.settings = settings;
  }

  /** Reads an operator's values of the settings that an adapter knows. */
  public static SettingsReader of(String broker, List<Setting> known, BrokerSettings settings) {
    var reader = new SettingsReader(broker, known, settings);
    var unknown = new TreeSet<>(settings.values().keySet());
    known.forEach(setting -> unknown.remove(setting.key()));
    unknown.forEach(key -> reader.wrong.add("there is no setting '" + key + "'"));
    return reader;
  }

  /**
   * What was read, if nothing was wrong.
   *
   * @throws IllegalArgumentException naming every setting that is wrong or unknown
   */
  public <T> T finish(Supplier<T> read) {
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(broker + " settings: " + String.join("; ", wrong));
    }
    return read.get();
  }

  public URI address(String key) {
    return address(key, PAGES);
  }

  /** A stream has the scheme of a WebSocket; that of the same host's pages is taken for it. */
  public URI streamAddress(String key) {
    return URI.create(address(key, STREAMS).toString().replaceFirst("^http", "ws"));
  }

  private URI address(String key, Set<String> schemes) {
    return value(
        key,
        given -> {
          var uri = given.uri(key, fallback(key));
          if (!schemes.contains(uri.getScheme())) {
            throw new IllegalArgumentException(
                "%s must start with %s, not '%s'".formatted(key, schemes, uri.getScheme()));
          }
          return uri;
        });
  }

  /** One of the constants, in lower case. */
  public <E extends Enum<E>> E choice(String key, Class<E> choices) {
    return value(
        key,
        given -> {
          var text = given.text(key).orElse(fallback(key));
          for (var choice : choices.getEnumConstants()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
              return choice;
            }
          }
          throw new IllegalArgumentException("%s has no choice '%s'".formatted(key, text));
        });
  }

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

  /** A whole number from 1 to 100,000. */
  public int count(String key) {
    return value(
        key,
        given -> {
          var text = given.text(key).orElse(fallback(key));
          if (!text.matches("[1-9]\\d{0,5}") || Integer.parseInt(text) > MAX_COUNT) {
            throw new IllegalArgumentException(
                "%s must be from 1 to %d, not '%s'".formatted(key, MAX_COUNT, text));
          }
          return Integer.valueOf(text);
        });
  }

  /** Either true or false. */
  public boolean flag(String key) {
    return value(
        key,
        given -> {
          var text = given.text(key).orElse(fallback(key));
          if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(
                "%s must be true or false, not '%s'".formatted(key, text));
          }
          return Boolean.valueOf(text);
        });
  }

  private <T> T value(String key, Function<BrokerSettings, T> reading) {
    try {
      return reading.apply(settings);
    } catch (IllegalArgumentException e) {
      wrong.add(String.valueOf(e.getMessage()));
      return fallenBack(key, reading);
    }
  }

  private static <T> T fallenBack(String key, Function<BrokerSettings, T> reading) {
    try {
      return reading.apply(BrokerSettings.DEFAULTS);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the fallback of %s is wrong".formatted(key), e);
    }
  }

  private String fallback(String key) {
    return known.stream()
        .filter(setting -> setting.key().equals(key))
        .map(Setting::fallback)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no such setting: " + key));
  }
}
