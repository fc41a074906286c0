package io.brokerway.brokers.zerodha;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.kit.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where Zerodha is and how it is used.
 *
 * @param baseUrl the API
 * @param authUrl the login page, which users open
 * @param streamUrl ticks and order updates
 * @param timeout the whole time that a call may take, from 1 s to 5 min
 * @param absentAfter how long after a send negative look-ups begin to prove absence, above 0
 * @param instrumentsMaxAge how long the list of instruments is kept, from 1 min to 1 day
 */
record ZerodhaConfig(
    URI baseUrl,
    URI authUrl,
    URI streamUrl,
    Duration timeout,
    Duration absentAfter,
    Duration instrumentsMaxAge) {

  /** Users open it, we do not: no call may go there. */
  static final String AUTH_URL = "auth-url";

  static final List<Setting> SETTINGS =
      List.of(
          new Setting("base-url", "Kite Connect API", "https://api.kite.trade"),
          new Setting(
              AUTH_URL, "page where users log in", "https://kite.zerodha.com/connect/login"),
          new Setting("stream-url", "ticks and order updates", "wss://ws.kite.trade"),
          new Setting("client-id", "the API key of this install's Kite Connect app", ""),
          new Setting("client-secret", "the API secret of that app", ""),
          new Setting("redirect-uri", "the redirect URL that is registered for that app", ""),
          new Setting("timeout", "the whole time a call may take, PT1S to PT5M", "PT10S"),
          // Orders were seen to appear up to eight seconds late; the rest is margin. Source: Kite
          // Connect forum 35732 and 41029, read 2026-11-23.
          new Setting(
              "absent-after", "when negative look-ups begin to prove an order's absence", "PT30S"),
          new Setting(
              "instruments-max-age", "how long the instrument list is kept, PT1M to P1D", "PT6H"));

  /** What is in force without any setting. Below the list of settings, which it reads. */
  static final ZerodhaConfig DEFAULTS = from(BrokerSettings.DEFAULTS);

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming every setting that is wrong or unknown
   */
  static ZerodhaConfig from(BrokerSettings settings) {
    var reader = SettingsReader.of("zerodha", SETTINGS, settings);
    var config =
        new ZerodhaConfig(
            reader.address("base-url"),
            reader.address(AUTH_URL),
            reader.streamAddress("stream-url"),
            reader.span("timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)),
            reader.span("absent-after", Duration.ofMillis(1), Duration.ofHours(1)),
            reader.span("instruments-max-age", Duration.ofMinutes(1), Duration.ofDays(1)));
    return reader.finish(() -> config);
  }
}
