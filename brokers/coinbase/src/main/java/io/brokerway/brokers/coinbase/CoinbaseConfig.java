package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.kit.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where Coinbase is and how it is used.
 *
 * @param baseUrl both REST APIs
 * @param streamUrl the stream of user data
 * @param authUrl the page where a user lets this install in
 * @param tokenUrl where codes and refresh tokens are traded in; what ends them is beside it
 * @param timeout the whole time that a call may take, from 1 s to 5 min
 * @param absentAfter how long after a send negative look-ups begin to prove absence, above 0
 * @param tradingCallsPerSecond of a user, on v3
 * @param ledgerCallsPerHour of a user, on v2
 */
record CoinbaseConfig(
    URI baseUrl,
    URI streamUrl,
    URI authUrl,
    URI tokenUrl,
    Duration timeout,
    Duration absentAfter,
    int tradingCallsPerSecond,
    int ledgerCallsPerHour) {

  /** Users open it, we do not: no call may go there. */
  static final String AUTH_URL = "auth-url";

  static final List<Setting> SETTINGS =
      List.of(
          new Setting("base-url", "REST, v2 and v3", "https://api.coinbase.com"),
          new Setting(
              "stream-url", "WebSocket of user data", "wss://advanced-trade-ws-user.coinbase.com"),
          new Setting(
              AUTH_URL,
              "page where users allow the access (OAuth)",
              "https://login.coinbase.com/oauth2/auth"),
          new Setting(
              "token-url",
              "where codes are exchanged (OAuth)",
              "https://login.coinbase.com/oauth2/token"),
          new Setting("client-id", "this install's registration at Coinbase (OAuth)", ""),
          new Setting("client-secret", "the secret of that registration", ""),
          new Setting("redirect-uri", "where Coinbase sends users back, as registered", ""),
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
    var reader = SettingsReader.of("coinbase", SETTINGS, settings);
    var config =
        new CoinbaseConfig(
            reader.address("base-url"),
            reader.streamAddress("stream-url"),
            reader.address(AUTH_URL),
            reader.address("token-url"),
            reader.span("timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)),
            reader.span("absent-after", Duration.ofMillis(1), Duration.ofDays(1)),
            reader.count("trading-calls-per-second"),
            reader.count("ledger-calls-per-hour"));
    return reader.finish(() -> config);
  }
}
