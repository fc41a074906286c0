package io.brokerway.brokers.__package__;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.kit.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where __Title__ is and how it is used.
 *
 * @param timeout the whole time that a call may take, from 1 s to 5 min
 * @param absentAfter how long after a send negative look-ups begin to prove absence, above 0
 * @param callsPerMinute what a connection may call
 */
record __Name__Config(URI baseUrl, Duration timeout, Duration absentAfter, int callsPerMinute) {
  static final String BASE_URL = "base-url";

  static final List<Setting> SETTINGS =
      List.of(
          new Setting(BASE_URL, "the API", "https://api.__package__.example"),
          new Setting("timeout", "the whole time a call may take, PT1S to PT5M", "PT10S"),
          new Setting(
              "absent-after", "when negative look-ups begin to prove an order's absence", "PT60S"),
          new Setting("calls-per-minute", "calls that a connection may make", "60"));

  /** What is in force without any setting. Below the list of settings, which it reads. */
  static final __Name__Config DEFAULTS = from(BrokerSettings.DEFAULTS);

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming every setting that is wrong or unknown
   */
  static __Name__Config from(BrokerSettings settings) {
    var reader = SettingsReader.of("__id__", SETTINGS, settings);
    var config =
        new __Name__Config(
            reader.address(BASE_URL),
            reader.span("timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)),
            reader.span("absent-after", Duration.ofMillis(1), Duration.ofHours(1)),
            reader.count("calls-per-minute"));
    return reader.finish(() -> config);
  }
}
