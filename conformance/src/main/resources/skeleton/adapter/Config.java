package io.brokerway.brokers.__package__;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where __Title__ is and how it is used.
 *
 * @param timeout the whole time that a call may take, above 0
 * @param absentAfter how long after a send negative look-ups begin to prove absence, above 0
 * @param callsPerMinute what a connection may call, above 0
 */
record __Name__Config(URI baseUrl, Duration timeout, Duration absentAfter, int callsPerMinute) {
  static final String BASE_URL = "base-url";
  private static final String TIMEOUT = "timeout";
  private static final String ABSENT_AFTER = "absent-after";
  private static final String CALLS_PER_MINUTE = "calls-per-minute";

  static final __Name__Config DEFAULTS =
      new __Name__Config(
          URI.create("https://api.__package__.example"),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          60);

  static final List<Setting> SETTINGS =
      List.of(
          new Setting(BASE_URL, "the API", DEFAULTS.baseUrl().toString()),
          new Setting(TIMEOUT, "an ISO 8601 duration, of a call", DEFAULTS.timeout().toString()),
          new Setting(
              ABSENT_AFTER,
              "an ISO 8601 duration, after which absence counts",
              DEFAULTS.absentAfter().toString()),
          new Setting(CALLS_PER_MINUTE, "calls of a connection", "" + DEFAULTS.callsPerMinute()));

  __Name__Config {
    if (!timeout.isPositive() || !absentAfter.isPositive() || callsPerMinute <= 0) {
      throw new IllegalArgumentException(
          "%s, %s and %s must be above 0".formatted(TIMEOUT, ABSENT_AFTER, CALLS_PER_MINUTE));
    }
  }

  static __Name__Config from(BrokerSettings settings) {
    return new __Name__Config(
        settings.uri(BASE_URL, DEFAULTS.baseUrl().toString()),
        settings.duration(TIMEOUT, DEFAULTS.timeout()),
        settings.duration(ABSENT_AFTER, DEFAULTS.absentAfter()),
        settings.text(CALLS_PER_MINUTE).map(Integer::parseInt).orElse(DEFAULTS.callsPerMinute()));
  }
}
