package io.brokerway.brokers.tradestation;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import io.brokerway.kit.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where TradeStation is and how it is used.
 *
 * @param baseUrl the API for real money, with its version
 * @param simBaseUrl the API for simulated money
 * @param authUrl the page where a user lets this install in
 * @param tokenUrl where codes and refresh tokens are traded in
 * @param revokeUrl where refresh tokens are taken back
 * @param timeout the whole time that a call may take, from 1 s to 5 min
 * @param streamSilence how long a stream may say nothing, from 6 s to 2 min: it says so each 5 s
 * @param absentAfter how long after a send negative look-ups begin to prove absence
 * @param revokeOnLogout whether a logout takes back the refresh tokens of all connections of the
 *     user with this API key, as TradeStation knows no other way
 * @param callsPer5Minutes of each of the categories accounts, orders, balances and positions
 * @param quoteCallsPerMinute snapshots of quotes
 * @param barCallsPer5Minutes reads of bars
 */
record TradeStationConfig(
    URI baseUrl,
    URI simBaseUrl,
    URI authUrl,
    URI tokenUrl,
    URI revokeUrl,
    Duration timeout,
    Duration streamSilence,
    Duration absentAfter,
    boolean revokeOnLogout,
    int callsPer5Minutes,
    int quoteCallsPerMinute,
    int barCallsPer5Minutes) {

  /** Users open it, we do not: no call may go there. */
  static final String AUTH_URL = "auth-url";

  // Quotas by TradeStation "Rate Limiting", read 2026-11-23; a newer page says that each key may
  // have its own.
  static final List<Setting> SETTINGS =
      List.of(
          new Setting("base-url", "API, live", "https://api.tradestation.com/v3"),
          new Setting("sim-base-url", "API, simulated", "https://sim-api.tradestation.com/v3"),
          new Setting(
              AUTH_URL,
              "page where users allow the access (OAuth)",
              "https://signin.tradestation.com/authorize"),
          new Setting(
              "token-url",
              "where codes are exchanged (OAuth)",
              "https://signin.tradestation.com/oauth/token"),
          new Setting(
              "revoke-url",
              "where refresh tokens are taken back (OAuth)",
              "https://signin.tradestation.com/oauth/revoke"),
          new Setting("client-id", "this install's API key at TradeStation", ""),
          new Setting("client-secret", "the secret of that key", ""),
          new Setting(
              "redirect-uri",
              "where TradeStation sends users back, as registered; more than one with commas, the"
                  + " first is the usual one",
              ""),
          new Setting("timeout", "the whole time a call may take, PT1S to PT5M", "PT10S"),
          new Setting("stream-silence", "how long a stream may be silent, PT6S to PT2M", "PT15S"),
          new Setting(
              "absent-after", "when negative look-ups begin to prove an order's absence", "PT60S"),
          new Setting(
              "revoke-on-logout",
              "whether a logout ends all logins of the user with this API key",
              "false"),
          new Setting("calls-per-5-minutes", "calls of each kind about accounts and orders", "250"),
          new Setting("quote-calls-per-minute", "calls for quotes", "30"),
          new Setting("bar-calls-per-5-minutes", "calls for bars", "500"));

  /** What is in force without any setting. Below the list of settings, which it reads. */
  static final TradeStationConfig DEFAULTS = from(BrokerSettings.DEFAULTS);

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming every setting that is wrong or unknown
   */
  static TradeStationConfig from(BrokerSettings settings) {
    var reader = SettingsReader.of("tradestation", SETTINGS, settings);
    var config =
        new TradeStationConfig(
            reader.address("base-url"),
            reader.address("sim-base-url"),
            reader.address(AUTH_URL),
            reader.address("token-url"),
            reader.address("revoke-url"),
            reader.span("timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)),
            reader.span("stream-silence", Duration.ofSeconds(6), Duration.ofMinutes(2)),
            reader.span("absent-after", Duration.ofMillis(1), Duration.ofHours(1)),
            reader.flag("revoke-on-logout"),
            reader.count("calls-per-5-minutes"),
            reader.count("quote-calls-per-minute"),
            reader.count("bar-calls-per-5-minutes"));
    return reader.finish(() -> config);
  }

  /** The API for an environment. */
  URI apiUrl(Environment environment) {
    return switch (environment) {
      case LIVE -> baseUrl;
      case PAPER -> simBaseUrl;
    };
  }
}
