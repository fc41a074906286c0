package io.brokerway.brokers.zerodha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.brokerway.broker.BrokerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ZerodhaConfigTest {

  @Test
  void withoutSettingsTheLiveHostsAreUsed() {
    var config = ZerodhaConfig.DEFAULTS;

    assertThat(config.baseUrl()).isEqualTo(URI.create("https://api.kite.trade"));
    assertThat(config.authUrl()).isEqualTo(URI.create("https://kite.zerodha.com/connect/login"));
    assertThat(config.streamUrl()).isEqualTo(URI.create("wss://ws.kite.trade"));
    assertThat(config.absentAfter()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void everyMistakeIsNamedAtOnce() {
    var settings =
        new BrokerSettings(
            Map.of("base-url", "ftp://api.example", "timeout", "PT0S", "colour", "blue"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ZerodhaConfig.from(settings))
        .withMessageContaining("zerodha")
        .withMessageContaining("no setting 'colour'")
        .withMessageContaining("base-url")
        .withMessageContaining("timeout");
  }
}
