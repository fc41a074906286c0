package io.brokerway.brokers.__package__;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.brokerway.broker.BrokerSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class __Name__ConfigTest {

  @Test
  void everySettingCanBeGiven() {
    var config =
        __Name__Config.from(
            new BrokerSettings(
                Map.of(
                    "base-url", "http://localhost:8100/__id__/",
                    "timeout", "PT3S",
                    "absent-after", "PT4S",
                    "calls-per-minute", "5")));

    assertThat(config.baseUrl()).hasToString("http://localhost:8100/__id__");
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.absentAfter()).isEqualTo(Duration.ofSeconds(4));
    assertThat(config.callsPerMinute()).isEqualTo(5);
  }

  @Test
  void everyMistakeIsNamedAtOnce() {
    var settings = new BrokerSettings(Map.of("timeout", "PT0S", "colour", "blue"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> __Name__Config.from(settings))
        .withMessageContaining("timeout")
        .withMessageContaining("no setting 'colour'");
  }
}
