package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.kit.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where Schwab is and how it is used.
 *
 * @param baseUrl the Trader API
 * @param dataUrl the Market Data API
 * @param streamUrl the streamer
 * @param authUrl the page where a user lets this install in
 * @param tokenUrl where codes and refresh tokens are traded in
 * @param timeout the whole time that a call may take, from 1 s to 5 min
 * @param absentAfter how long after a send negative look-ups begin to prove absence, above 0
 * @param callsPerMinute what one application key may call
 */
record SchwabConfig(
    URI baseUrl,
    URI dataUrl,
    URI streamUrl,
    URI authUrl,
    URI tokenUrl,
    Duration timeout,
    Duration absentAfter,
    int callsPerMinute) {

  /** Users open it, we do not: no call may go there. */
  static final String AUTH_URL = "auth-url";

  static final List<Setting> SETTINGS =
      List.of(
          new Setting("base-url", "Trader API", "https://api.schwabapi.com/trader/v1"),
          new Setting("data-url", "Market Data API", "https://api.schwabapi.com/marketdata/v1"),
          new Setting("stream-url", "streamer", "wss://streamer-api.schwab.com/ws"),
          new Setting(
              AUTH_URL,
              "page where users allow the access",
              "https://api.schwabapi.com/v1/oauth/authorize"),
          new Setting(
              "token-url",
              "where codes and refresh tokens are traded in",
              "https://api.schwabapi.com/v1/oauth/token"),
          new Setting("client-id", "this install's app key at Schwab", ""),
          new Setting("client-secret", "the secret of that app", ""),
          new Setting(
              "redirect-uri",
              "the callback as registered, https only; more than one with commas, the first is the"
                  + " usual one",
              ""),
          new Setting("timeout", "the whole time a call may take, PT1S to PT5M", "PT10S"),
          new Setting(
              "absent-after", "when negative look-ups begin to prove an order's absence", "PT60S"),
          // 120 a minute. By what Schwab counts is not told; by the key is the strictest. Source:
          // the developer portal and client libraries, read 2026-11-23.
          new Setting("calls-per-minute", "calls that the app may make", "120"));

  /** What is in force without any setting. Below the list of settings, which it reads. */
  static final SchwabConfig DEFAULTS = from(BrokerSettings.DEFAULTS);

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming every setting that is wrong or unknown
   */
  static SchwabConfig from(BrokerSettings settings) {
    var reader = SettingsReader.of("charles_schwab", SETTINGS, settings);
    var config =
        new SchwabConfig(
            reader.address("base-url"),
            reader.address("data-url"),
            reader.streamAddress("stream-url"),
            reader.address(AUTH_URL),
            reader.address("token-url"),
            reader.span("timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)),
            reader.span("absent-after", Duration.ofMillis(1), Duration.ofHours(1)),
            reader.count("calls-per-minute"));
    return reader.finish(() -> config);
  }
}
