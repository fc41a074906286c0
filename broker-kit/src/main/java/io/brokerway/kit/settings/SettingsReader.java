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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of an adapter and keeps what is wrong until all are read. Not thread-safe.
 *
 * <p>What a method returns is absent only if its setting is wrong: then {@link #requireGood} throws
 * before anybody uses it.
 */
public final class SettingsReader {
  private static final int LARGEST_COUNT = 100_000;
  private static final Set<String> HTTP = Set.of("https", "http");
  private static final Set<String> STREAM = Set.of("wss", "ws", "https", "http");

  private final String broker;
  private final List<Setting> known;
  private final BrokerSettings settings;
  private final List<String> wrong = new ArrayList<>();

  private SettingsReader(String broker, List<Setting> known, BrokerSettings settings) {
    this.broker = broker;
    this.known = known;
    this.settings = settings;
  }

  /**
   * A reader of the settings that an adapter knows; any other is a complaint.
   *
   * @param broker its id, for the message
   */
  public static SettingsReader of(String broker, List<Setting> known, BrokerSettings settings) {
    var reader = new SettingsReader(broker, known, settings);
    var unknown = new TreeSet<>(settings.values().keySet());
    known.forEach(setting -> unknown.remove(setting.key()));
    unknown.forEach(key -> reader.wrong.add("there is no setting '" + key + "'"));
    return reader;
  }

  /** The address of pages or calls. */
  public @Nullable URI address(String key) {
    return address(key, HTTP);
  }

  /** A stream has the scheme of a WebSocket; that of the same host's pages is taken for it. */
  public @Nullable URI streamAddress(String key) {
    var uri = address(key, STREAM);
    return uri == null ? null : URI.create(uri.toString().replaceFirst("^http", "ws"));
  }

  private @Nullable URI address(String key, Set<String> schemes) {
    return value(() -> {
      var uri = settings.uri(key, fallback(key));
      if (!schemes.contains(uri.getScheme())) {
        throw new IllegalArgumentException(
            "%s must start with %s, not '%s'".formatted(key, schemes, uri.getScheme()));
      }
      return uri;
    });
  }

  /** One of a few words, which are the constants in lower case. */
  public <E extends Enum<E>> @Nullable E choice(String key, Class<E> choices) {
    return value(() -> {
      var text = settings.text(key).orElse(fallback(key));
      for (var choice : choices.getEnumConstants()) {
        if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
          return choice;
        }
      }
      throw new IllegalArgumentException("%s has no choice '%s'".formatted(key, text));
    });
  }

  /** A span of time within bounds, both included. */
  public @Nullable Duration span(String key, Duration least, Duration most) {
    return value(() -> {
      var span = settings.duration(key, Duration.parse(fallback(key)));
      if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
        throw new IllegalArgumentException(
            "%s must be from %s to %s, not %s".formatted(key, least, most, span));
      }
      return span;
    });
  }

  /** A whole number from 1 to 100,000. */
  public @Nullable Integer count(String key) {
    return value(() -> {
      var text = settings.text(key).orElse(fallback(key));
      if (!text.matches("[1-9]\\d{0,5}") || Integer.parseInt(text) > LARGEST_COUNT) {
        throw new IllegalArgumentException(
            "%s must be from 1 to %d, not '%s'".formatted(key, LARGEST_COUNT, text));
      }
      return Integer.valueOf(text);
    });
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException naming every setting that is wrong or unknown
   */
  public void requireGood() {
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "%s settings: %s".formatted(broker, String.join("; ", wrong)));
    }
  }

  /** A value that was read, once {@link #requireGood} has passed. */
  public static <T> T checked(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a setting without a value was not complained of");
    }
    return value;
  }

  private <T> @Nullable T value(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      wrong.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private String fallback(String key) {
    return known.stream()
        .filter(setting -> setting.key().equals(key))
        .map(Setting::fallback)
        .findFirst()
        .orElseThrow();
  }
}
