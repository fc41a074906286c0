package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where Coinbase is and how it is used.
 *
 * @param baseUrl both REST APIs
 * @param streamUrl the stream of user data
 * @param timeout the whole time that a call may take, from 1 s to 5 min
 * @param absentAfter how long after a send negative look-ups begin to prove absence, above 0
 * @param tradingCallsPerSecond of a user, on v3
 * @param ledgerCallsPerHour of a user, on v2
 */
record CoinbaseConfig(
    URI baseUrl,
    URI streamUrl,
    Duration timeout,
    Duration absentAfter,
    int tradingCallsPerSecond,
    int ledgerCallsPerHour) {

  static final List<Setting> SETTINGS =
      List.of(
          new Setting("base-url", "REST, v2 and v3", "https://api.coinbase.com"),
          new Setting(
              "stream-url",
              "WebSocket of user data",
              "wss://advanced-trade-ws-user.coinbase.com"),
          new Setting("timeout", "the whole time a call may take, PT1S to PT5M", "PT10S"),
          new Setting(
              "absent-after", "when negative look-ups begin to prove an order's absence", "PT60S"),
          // 30 a second by secondary sources, unconfirmed by Coinbase: a third of it.
          new Setting("trading-calls-per-second", "calls a user may make on v3", "10"),
          // 10,000 an hour. Source: Coinbase "Rate limiting" of the App API, read 2026-11-23.
          new Setting("ledger-calls-per-hour", "calls a user may make on v2", "10000"));

  /** What is in force without any setting. Below the list of settings, which it reads. */
  static final CoinbaseConfig DEFAULTS = from(BrokerSettings.DEFAULTS);

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming every setting that is wrong or unknown
   */
  static CoinbaseConfig from(BrokerSettings settings) {
    return new Reading(settings).config();
  }

  /** Reads all settings before it complains of any. */
  private static final class Reading {
    private static final int MOST_CALLS = 1_000_000;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final BrokerSettings settings;
    private final List<String> complaints = new ArrayList<>();

    Reading(BrokerSettings settings) {
      this.settings = settings;
      var known = new TreeSet<String>();
      SETTINGS.forEach(setting -> known.add(setting.key()));
      settings.values().keySet().stream()
          .filter(key -> !known.contains(key))
          .forEach(key -> complaints.add("there is no setting '" + key + "'"));
    }

    CoinbaseConfig config() {
      var base = tried(() -> address("base-url", Set.of("https", "http")));
      var stream = tried(() -> address("stream-url", Set.of("wss", "ws", "https", "http")));
      var timeout = tried(() -> span("timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)));
      var absent = tried(() -> span("absent-after", Duration.ofMillis(1), LONGEST));
      var trading = tried(() -> count("trading-calls-per-second"));
      var ledger = tried(() -> count("ledger-calls-per-hour"));
      if (base == null
          || stream == null
          || timeout == null
          || absent == null
          || trading == null
          || ledger == null
          || !complaints.isEmpty()) {
        throw new IllegalArgumentException("coinbase: " + String.join("; ", complaints));
      }
      // Of the same host's pages the scheme of a WebSocket is meant.
      var socket = URI.create(stream.toString().replaceFirst("^http", "ws"));
      return new CoinbaseConfig(base, socket, timeout, absent, trading, ledger);
    }

    private <T> @Nullable T tried(Supplier<T> read) {
      try {
        return read.get();
      } catch (IllegalArgumentException e) {
        complaints.add(String.valueOf(e.getMessage()));
        return null;
      }
    }

    private URI address(String key, Set<String> schemes) {
      var uri = settings.uri(key, fallback(key));
      require(schemes.contains(uri.getScheme()), key, "start with one of " + schemes);
      return uri;
    }

    private Duration span(String key, Duration least, Duration most) {
      var span = settings.duration(key, Duration.parse(fallback(key)));
      require(
          span.compareTo(least) >= 0 && span.compareTo(most) <= 0,
          key,
          "be from %s to %s".formatted(least, most));
      return span;
    }

    private Integer count(String key) {
      var text = settings.text(key).orElse(fallback(key));
      require(text.matches("[1-9]\\d{0,6}"), key, "be a number from 1 to " + MOST_CALLS);
      return Integer.valueOf(text);
    }

    private static void require(boolean right, String key, String what) {
      if (!right) {
        throw new IllegalArgumentException(key + " must " + what);
      }
    }

    private static String fallback(String key) {
      return SETTINGS.stream()
          .filter(setting -> setting.key().equals(key))
          .findFirst()
          .orElseThrow()
          .fallback();
    }
  }
}
