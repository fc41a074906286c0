package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
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
 * Where Alpaca is and how it is used.
 *
 * @param baseUrl the Trading API for real money
 * @param paperBaseUrl the Trading API for paper money
 * @param dataUrl the Market Data API, the same for both
 * @param streamUrl the trade stream for real money
 * @param paperStreamUrl the trade stream for paper money
 * @param authUrl the page where a user allows this install to use his account
 * @param tokenUrl where the code from that page is exchanged
 * @param feed where stock prices come from
 * @param optionsFeed where option prices come from
 * @param timeout the whole time that a call may take, from 1 s to 5 min
 * @param absentAfter how long after a send negative look-ups begin to prove absence, above 0
 * @param assetsMaxAge how long the list of assets is kept, from 1 min to 7 days
 * @param tradingCallsPerMinute what an account may call on the trading hosts
 * @param dataCallsPerMinute what an account may call on the data host
 */
record AlpacaConfig(
    URI baseUrl,
    URI paperBaseUrl,
    URI dataUrl,
    URI streamUrl,
    URI paperStreamUrl,
    URI authUrl,
    URI tokenUrl,
    Feed feed,
    OptionsFeed optionsFeed,
    Duration timeout,
    Duration absentAfter,
    Duration assetsMaxAge,
    int tradingCallsPerMinute,
    int dataCallsPerMinute) {

  /** The sources of stock prices that the latest-quote calls know. */
  enum Feed {
    /** One exchange, real time, in every plan. */
    IEX,
    /** All exchanges, real time, in a paid plan. */
    SIP,
    /** All exchanges, 15 minutes late. */
    DELAYED_SIP
  }

  /** The sources of option prices. */
  enum OptionsFeed {
    /** Late and derived, in every plan. */
    INDICATIVE,
    /** Real time, in a paid plan. */
    OPRA
  }

  /** Users open it, we do not: no call may go there. */
  static final String AUTH_URL = "auth-url";

  static final List<Setting> SETTINGS =
      List.of(
          new Setting("base-url", "Trading API, live", "https://api.alpaca.markets"),
          new Setting("paper-base-url", "Trading API, paper", "https://paper-api.alpaca.markets"),
          new Setting("data-url", "Market Data API", "https://data.alpaca.markets"),
          new Setting("stream-url", "trade stream, live", "wss://api.alpaca.markets/stream"),
          new Setting(
              "paper-stream-url", "trade stream, paper", "wss://paper-api.alpaca.markets/stream"),
          new Setting(
              AUTH_URL,
              "page where users allow the access (OAuth)",
              "https://app.alpaca.markets/oauth/authorize"),
          new Setting(
              "token-url",
              "where codes are exchanged (OAuth)",
              "https://api.alpaca.markets/oauth/token"),
          new Setting("client-id", "this install's registration at Alpaca (OAuth)", ""),
          new Setting("client-secret", "the secret of that registration", ""),
          new Setting(
              "redirect-uri",
              "where Alpaca sends users back, as registered; more than one with commas, the first"
                  + " is the usual one",
              ""),
          new Setting("feed", "source of stock prices: iex, sip, delayed_sip", "iex"),
          new Setting("options-feed", "source of option prices: indicative, opra", "indicative"),
          new Setting("timeout", "the whole time a call may take, PT1S to PT5M", "PT10S"),
          new Setting(
              "absent-after", "when negative look-ups begin to prove an order's absence", "PT60S"),
          new Setting("assets-max-age", "how long the asset list is kept, PT1M to P7D", "PT12H"),
          // 200 a minute and account on the trading hosts; 200 a minute on the data host in the
          // free plan. Source: Alpaca "Usage limits", read 2026-11-23.
          new Setting("trading-calls-per-minute", "calls an account may make to trade", "200"),
          new Setting("data-calls-per-minute", "calls an account may make for prices", "200"));

  /** What is in force without any setting. Below the list of settings, which it reads. */
  static final AlpacaConfig DEFAULTS = from(BrokerSettings.DEFAULTS);

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming every setting that is wrong or unknown
   */
  static AlpacaConfig from(BrokerSettings settings) {
    return new Reader(settings).read();
  }

  /** The host of the Trading API for an environment. */
  URI tradingUrl(Environment environment) {
    return switch (environment) {
      case LIVE -> baseUrl;
      case PAPER -> paperBaseUrl;
    };
  }

  /** The trade stream for an environment. */
  URI streamUrl(Environment environment) {
    return switch (environment) {
      case LIVE -> streamUrl;
      case PAPER -> paperStreamUrl;
    };
  }

  /** Reads all settings before it complains of any. */
  private static final class Reader {
    private static final int MAX_CALLS_PER_MINUTE = 100_000;

    private final BrokerSettings settings;
    private final List<String> wrong = new ArrayList<>();

    Reader(BrokerSettings settings) {
      this.settings = settings;
    }

    AlpacaConfig read() {
      refuseUnknownKeys();
      var baseUrl = address("base-url", Set.of("https", "http"));
      var paperBaseUrl = address("paper-base-url", Set.of("https", "http"));
      var dataUrl = address("data-url", Set.of("https", "http"));
      var streamUrl = streamAddress("stream-url");
      var paperStreamUrl = streamAddress("paper-stream-url");
      var authUrl = address(AUTH_URL, Set.of("https", "http"));
      var tokenUrl = address("token-url", Set.of("https", "http"));
      var feed = choice("feed", Feed.class);
      var optionsFeed = choice("options-feed", OptionsFeed.class);
      var timeout = span("timeout", Duration.ofSeconds(1), Duration.ofMinutes(5));
      var absentAfter = span("absent-after", Duration.ofMillis(1), Duration.ofHours(1));
      var assetsMaxAge = span("assets-max-age", Duration.ofMinutes(1), Duration.ofDays(7));
      var tradingCalls = count("trading-calls-per-minute");
      var dataCalls = count("data-calls-per-minute");
      if (!wrong.isEmpty()) {
        throw new IllegalArgumentException("alpaca settings: " + String.join("; ", wrong));
      }
      return new AlpacaConfig(
          checked(baseUrl),
          checked(paperBaseUrl),
          checked(dataUrl),
          checked(streamUrl),
          checked(paperStreamUrl),
          checked(authUrl),
          checked(tokenUrl),
          checked(feed),
          checked(optionsFeed),
          checked(timeout),
          checked(absentAfter),
          checked(assetsMaxAge),
          checked(tradingCalls),
          checked(dataCalls));
    }

    private void refuseUnknownKeys() {
      var unknown = new TreeSet<>(settings.values().keySet());
      SETTINGS.forEach(setting -> unknown.remove(setting.key()));
      unknown.forEach(key -> wrong.add("there is no setting '" + key + "'"));
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

    /** A stream has the scheme of a WebSocket; that of the same host's pages is taken for it. */
    private @Nullable URI streamAddress(String key) {
      var uri = address(key, Set.of("wss", "ws", "https", "http"));
      return uri == null ? null : URI.create(uri.toString().replaceFirst("^http", "ws"));
    }

    private <E extends Enum<E>> @Nullable E choice(String key, Class<E> choices) {
      return value(() -> {
        var text = settings.text(key).orElse(fallback(key));
        for (var choice : choices.getEnumConstants()) {
          if (spelled(choice).equals(text)) {
            return choice;
          }
        }
        throw new IllegalArgumentException("%s has no choice '%s'".formatted(key, text));
      });
    }

    private @Nullable Duration span(String key, Duration least, Duration most) {
      return value(() -> {
        var span = settings.duration(key, Duration.parse(fallback(key)));
        if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
          throw new IllegalArgumentException(
              "%s must be from %s to %s, not %s".formatted(key, least, most, span));
        }
        return span;
      });
    }

    private @Nullable Integer count(String key) {
      return value(() -> {
        var text = settings.text(key).orElse(fallback(key));
        if (!text.matches("[1-9]\\d{0,5}") || Integer.parseInt(text) > MAX_CALLS_PER_MINUTE) {
          throw new IllegalArgumentException(
              "%s must be from 1 to %d, not '%s'".formatted(key, MAX_CALLS_PER_MINUTE, text));
        }
        return Integer.valueOf(text);
      });
    }

    private <T> @Nullable T value(Supplier<T> reading) {
      try {
        return reading.get();
      } catch (IllegalArgumentException e) {
        wrong.add(String.valueOf(e.getMessage()));
        return null;
      }
    }

    private static <T> T checked(@Nullable T value) {
      if (value == null) {
        throw new IllegalStateException("a setting without a value was not complained of");
      }
      return value;
    }

    private static String fallback(String key) {
      return SETTINGS.stream()
          .filter(setting -> setting.key().equals(key))
          .map(Setting::fallback)
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * The source of past bars that goes with a source of latest prices. Without a paid plan recent
   * bars of all exchanges are refused, so the late feed has those of one exchange beside it.
   */
  static String historicalFeed(Feed feed) {
    return switch (feed) {
      case IEX, DELAYED_SIP -> "iex";
      case SIP -> "sip";
    };
  }

  /** A choice as the settings and Alpaca spell it. */
  static String spelled(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
