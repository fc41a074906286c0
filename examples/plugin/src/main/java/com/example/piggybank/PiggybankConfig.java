package com.example.piggybank;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.kit.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The operator's settings.
 *
 * @param timeout the whole time that a call may take, from 1 s to 5 min
 */
record PiggybankConfig(URI baseUrl, Duration timeout) {
  static final String BASE_URL = "base-url";
  static final String DEFAULT_BASE_URL = "https://api.piggybank.example";

  static final List<Setting> SETTINGS =
      List.of(
          new Setting(BASE_URL, "the address of the API", DEFAULT_BASE_URL),
          new Setting("timeout", "the whole time a call may take, PT1S to PT5M", "PT10S"));

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming every setting that is wrong or unknown
   */
  static PiggybankConfig from(BrokerSettings settings) {
    var reader = SettingsReader.of("piggybank", SETTINGS, settings);
    var config =
        new PiggybankConfig(
            reader.address(BASE_URL),
            reader.span("timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)));
    return reader.finish(() -> config);
  }
}
