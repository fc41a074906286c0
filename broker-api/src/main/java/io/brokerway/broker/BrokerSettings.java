package io.brokerway.broker;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * An operator's settings for one broker: {@code BROKERWAY_BROKER_ALPACA_BASE_URL} is the key {@code
 * base-url} of {@code alpaca}.
 */
public record BrokerSettings(Map<String, String> values) {
  public static final BrokerSettings DEFAULTS = new BrokerSettings(Map.of());

  public BrokerSettings {
    values = Map.copyOf(values);
  }

  public Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * An address, without a slash at its end.
   *
   * @throws IllegalArgumentException if the operator's value is no absolute address
   */
  public URI uri(String key, String otherwise) {
    var text = values.getOrDefault(key, otherwise);
    var uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    if (!uri.isAbsolute() || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "%s must be an absolute address like https://host, not '%s'".formatted(key, text));
    }
    return uri;
  }

  /**
   * A span of time in ISO 8601, such as {@code PT10S}.
   *
   * @throws IllegalArgumentException if the operator's value is none
   */
  public Duration duration(String key, Duration otherwise) {
    var text = values.get(key);
    try {
      return text == null ? otherwise : Duration.parse(text);
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s must be a duration like PT10S, not '%s'".formatted(key, text), e);
    }
  }

  public boolean flag(String key, boolean otherwise) {
    var text = values.get(key);
    if (text == null) {
      return otherwise;
    }
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "%s must be true or false, not '%s'".formatted(key, text));
    };
  }

  /** Keys only: some of the values are secrets. */
  @Override
  public String toString() {
    return "BrokerSettings" + new TreeSet<>(values.keySet());
  }
}
