package com.example.piggybank;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The operator's settings.
 *
 * @param timeout the longest that a call may take, from its first byte to the last of the reply
 */
record PiggybankConfig(URI baseUrl, Duration timeout) {
  static final String BASE_URL = "base-url";
  static final String TIMEOUT = "timeout";
  static final String DEFAULT_BASE_URL = "https://api.piggybank.example";
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  static final List<Setting> SETTINGS =
      List.of(
          new Setting(BASE_URL, "the address of the API", DEFAULT_BASE_URL),
          new Setting(
              TIMEOUT,
              "an ISO 8601 duration, the longest that a call may take",
              DEFAULT_TIMEOUT.toString()));

  static PiggybankConfig from(BrokerSettings settings) {
    return new PiggybankConfig(
        settings.uri(BASE_URL, DEFAULT_BASE_URL), settings.duration(TIMEOUT, DEFAULT_TIMEOUT));
  }
}
