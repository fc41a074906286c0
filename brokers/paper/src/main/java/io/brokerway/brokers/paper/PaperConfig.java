package io.brokerway.brokers.paper;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.exchange.Commission;
import io.brokerway.exchange.VenueConfig;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * An operator's settings of the paper venue.
 *
 * @param alwaysOpen whether the market never closes; else it keeps the hours of New York
 * @param seed of the modelled minutes
 * @param commissionPerShare in dollars
 * @param cryptoCommissionPercent of the value
 * @param slippageBasisPoints of orders that take any price
 * @param connectedPrices whether an account that names no prices takes the quotes of its user's
 *     connected broker; else the replay
 * @param quotePoll the pause between two readings of a connected broker's quotes
 * @param quoteMaxAge of a quote that an order may fill by
 */
record PaperConfig(
    boolean alwaysOpen,
    long seed,
    BigDecimal commissionPerShare,
    BigDecimal cryptoCommissionPercent,
    BigDecimal slippageBasisPoints,
    boolean connectedPrices,
    Duration quotePoll,
    Duration quoteMaxAge) {

  private static final String ALWAYS_OPEN = "always-open";
  private static final String SEED = "seed";
  private static final String COMMISSION = "commission-per-share";
  private static final String CRYPTO_COMMISSION = "crypto-commission-percent";
  private static final String SLIPPAGE = "slippage-basis-points";

  private static final String PRICE_SOURCE = "price-source";
  private static final String CONNECTED = "connected";
  private static final String QUOTE_POLL = "quote-poll";
  private static final String QUOTE_MAX_AGE = "quote-max-age";
  private static final Duration DEFAULT_QUOTE_POLL = Duration.ofSeconds(3);
  private static final Duration DEFAULT_QUOTE_MAX_AGE = Duration.ofMinutes(1);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** The price source that needs no connection. */
  static final String REPLAY = "replay";

  static final List<Setting> SETTINGS =
      List.of(
          new Setting(
              ALWAYS_OPEN,
              "true: each UTC day replays a trading day around the clock; false: New York hours",
              "true"),
          new Setting(
              SEED, "a whole number, of the modelled minutes", "" + TapeConfig.DEFAULT_SEED),
          new Setting(COMMISSION, "dollars per share", "0"),
          new Setting(CRYPTO_COMMISSION, "percent of the value of a crypto fill", "0"),
          new Setting(SLIPPAGE, "basis points, of orders that take any price", "0"),
          new Setting(
              PRICE_SOURCE,
              "of accounts that name none: replay, or connected for the quotes of the user's one"
                  + " connected broker",
              REPLAY),
          new Setting(
              QUOTE_POLL,
              "an ISO 8601 duration, between two readings of a connected broker's quotes",
              DEFAULT_QUOTE_POLL.toString()),
          new Setting(
              QUOTE_MAX_AGE,
              "an ISO 8601 duration: older quotes of a connected broker fill nothing",
              DEFAULT_QUOTE_MAX_AGE.toString()));

  /**
   * @throws IllegalArgumentException naming the setting, if one has no good value
   */
  static PaperConfig of(BrokerSettings settings) {
    return new PaperConfig(
        settings.flag(ALWAYS_OPEN, true),
        seed(settings),
        notNegative(settings, COMMISSION),
        notNegative(settings, CRYPTO_COMMISSION),
        notNegative(settings, SLIPPAGE),
        connectedPrices(settings),
        duration(settings, QUOTE_POLL, DEFAULT_QUOTE_POLL),
        duration(settings, QUOTE_MAX_AGE, DEFAULT_QUOTE_MAX_AGE));
  }

  private static boolean connectedPrices(BrokerSettings settings) {
    var text = settings.text(PRICE_SOURCE).orElse(REPLAY);
    return switch (text) {
      case REPLAY -> false;
      case CONNECTED -> true;
      default ->
          throw new IllegalArgumentException(
              "%s must be %s or %s, not '%s'".formatted(PRICE_SOURCE, REPLAY, CONNECTED, text));
    };
  }

  private static Duration duration(BrokerSettings settings, String key, Duration otherwise) {
    var value = settings.duration(key, otherwise);
    if (value.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "%s must be at least %s, not %s".formatted(key, SHORTEST, value));
    }
    return value;
  }

  private static long seed(BrokerSettings settings) {
    var text = settings.text(SEED).orElse("" + TapeConfig.DEFAULT_SEED);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s must be a whole number, not '%s'".formatted(SEED, text), e);
    }
  }

  private static BigDecimal notNegative(BrokerSettings settings, String key) {
    var text = settings.text(key).orElse("0");
    try {
      var value = new BigDecimal(text);
      if (value.signum() >= 0 && value.precision() <= 20 && Math.abs(value.scale()) <= 20) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s must be a number, not '%s'".formatted(key, text), e);
    }
    throw new IllegalArgumentException("%s must be 0 or above, not '%s'".formatted(key, text));
  }

  TapeConfig tape() {
    return TapeConfig.of(alwaysOpen ? TapeMode.ALWAYS_OPEN : TapeMode.MARKET_HOURS).withSeed(seed);
  }

  /**
   * @param name for its logs and threads
   */
  VenueConfig venue(String name) {
    return VenueConfig.free(name)
        .withCommissions(
            new Commission.PerUnit(commissionPerShare, BigDecimal.ZERO),
            new Commission.Percent(cryptoCommissionPercent))
        .withSlippage(slippageBasisPoints);
  }
}
