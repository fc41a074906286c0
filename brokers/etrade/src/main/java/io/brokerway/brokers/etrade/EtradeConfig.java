package io.brokerway.brokers.etrade;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.kit.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where E*TRADE is and how it is used.
 *
 * @param baseUrl its API; {@code /oauth} and {@code /v1} go behind it
 * @param authUrl the page where a user lets this install in
 * @param timeout the whole time that a call may take, from 1 s to 5 min
 * @param absentAfter how long after a send negative look-ups begin to prove absence, above 0
 * @param enforcedOrderIds whether E*TRADE surely refuses a second order of the same id: no page
 *     confirms it, so an order of unknown outcome is not sent again unless the operator says so
 * @param orderCallsPerSecond what a user may call for orders
 * @param accountCallsPerSecond what a user may call for accounts
 * @param marketCallsPerSecond what a user may call for prices
 */
record EtradeConfig(
    URI baseUrl,
    URI authUrl,
    Duration timeout,
    Duration absentAfter,
    boolean enforcedOrderIds,
    int orderCallsPerSecond,
    int accountCallsPerSecond,
    int marketCallsPerSecond) {

  /** Users open it, we do not: no call may go there. */
  static final String AUTH_URL = "auth-url";

  static final List<Setting> SETTINGS =
      List.of(
          new Setting("base-url", "API, without /v1", "https://api.etrade.com"),
          new Setting(
              AUTH_URL,
              "page where users let this install in",
              "https://us.etrade.com/e/t/etws/authorize"),
          new Setting("client-id", "this install's consumer key", ""),
          new Setting("client-secret", "the secret of that key", ""),
          new Setting("timeout", "the whole time a call may take, PT1S to PT5M", "PT10S"),
          new Setting(
              "absent-after", "when negative look-ups begin to prove an order's absence", "PT60S"),
          new Setting(
              "enforced-order-ids",
              "whether E*TRADE is known to refuse a second order of the same id: true, false",
              "false"),
          // 2, 2 and 4 a second for each user. Source: E*TRADE v0 developer guide, "Rate limits",
          // the only published numbers, read 2026-11-23.
          new Setting("order-calls-per-second", "calls a user may make for orders", "2"),
          new Setting("account-calls-per-second", "calls a user may make for accounts", "2"),
          new Setting("market-calls-per-second", "calls a user may make for prices", "4"));

  /** What is in force without any setting. Below the list of settings, which it reads. */
  static final EtradeConfig DEFAULTS = from(BrokerSettings.DEFAULTS);

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming every setting that is wrong or unknown
   */
  static EtradeConfig from(BrokerSettings settings) {
    var reader = SettingsReader.of("etrade", SETTINGS, settings);
    var config =
        new EtradeConfig(
            reader.address("base-url"),
            reader.address(AUTH_URL),
            reader.span("timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)),
            reader.span("absent-after", Duration.ofMillis(1), Duration.ofHours(1)),
            reader.flag("enforced-order-ids"),
            reader.count("order-calls-per-second"),
            reader.count("account-calls-per-second"),
            reader.count("market-calls-per-second"));
    return reader.finish(() -> config);
  }
}
