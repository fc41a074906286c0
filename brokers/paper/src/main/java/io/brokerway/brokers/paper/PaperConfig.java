package io.brokerway.brokers.paper;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.exchange.Commission;
import io.brokerway.exchange.VenueConfig;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import java.math.BigDecimal;
import java.util.List;

/**
 * An operator's settings of the paper venue.
 *
 * @param alwaysOpen whether the market never closes; else it keeps the hours of New York
 * @param seed of the modelled minutes
 * @param commissionPerShare in dollars
 * @param cryptoCommissionPercent of the value
 * @param slippageBasisPoints of orders that take any price
 */
record PaperConfig(
    boolean alwaysOpen,
    long seed,
    BigDecimal commissionPerShare,
    BigDecimal cryptoCommissionPercent,
    BigDecimal slippageBasisPoints) {

  private static final String ALWAYS_OPEN = "always-open";
  private static final String SEED = "seed";
  private static final String COMMISSION = "commission-per-share";
  private static final String CRYPTO_COMMISSION = "crypto-commission-percent";
  private static final String SLIPPAGE = "slippage-basis-points";

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
          new Setting(SLIPPAGE, "basis points, of orders that take any price", "0"));

  /**
   * @throws IllegalArgumentException naming the setting, if one has no good value
   */
  static PaperConfig of(BrokerSettings settings) {
    return new PaperConfig(
        settings.flag(ALWAYS_OPEN, true),
        seed(settings),
        notNegative(settings, COMMISSION),
        notNegative(settings, CRYPTO_COMMISSION),
        notNegative(settings, SLIPPAGE));
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

  VenueConfig venue() {
    return VenueConfig.free("paper")
        .withCommissions(
            new Commission.PerUnit(commissionPerShare, BigDecimal.ZERO),
            new Commission.Percent(cryptoCommissionPercent))
        .withSlippage(slippageBasisPoints);
  }
}
