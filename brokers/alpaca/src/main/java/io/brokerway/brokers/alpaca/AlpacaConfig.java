package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import io.brokerway.kit.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

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
    var reader = SettingsReader.of("alpaca", SETTINGS, settings);
    var config =
        new AlpacaConfig(
            reader.address("base-url"),
            reader.address("paper-base-url"),
            reader.address("data-url"),
            reader.streamAddress("stream-url"),
            reader.streamAddress("paper-stream-url"),
            reader.address(AUTH_URL),
            reader.address("token-url"),
            reader.choice("feed", Feed.class),
            reader.choice("options-feed", OptionsFeed.class),
            reader.span("timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)),
            reader.span("absent-after", Duration.ofMillis(1), Duration.ofHours(1)),
            reader.span("assets-max-age", Duration.ofMinutes(1), Duration.ofDays(7)),
            reader.count("trading-calls-per-minute"),
            reader.count("data-calls-per-minute"));
    return reader.finish(() -> config);
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
