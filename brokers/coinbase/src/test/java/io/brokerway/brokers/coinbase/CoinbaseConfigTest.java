package io.brokerway.brokers.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerSettings;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CoinbaseConfigTest {

  @Test
  void theDefaultsAreTheLiveHosts() {
    var config = CoinbaseConfig.DEFAULTS;

    assertThat(config.baseUrl()).isEqualTo(URI.create("https://api.coinbase.com"));
    assertThat(config.streamUrl())
        .isEqualTo(URI.create("wss://advanced-trade-ws-user.coinbase.com"));
    assertThat(config.tokenUrl()).isEqualTo(URI.create("https://login.coinbase.com/oauth2/token"));
  }

  @Test
  void allThatIsWrongIsNamedAtOnce() {
    var settings =
        new BrokerSettings(
            Map.of("timeout", "PT0S", "trading-calls-per-second", "0", "paper-base-url", "x"));

    assertThatThrownBy(() -> CoinbaseConfig.from(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("timeout")
        .hasMessageContaining("trading-calls-per-second")
        .hasMessageContaining("paper-base-url");
  }

  @Test
  void everySettingIsExplained() {
    assertThat(CoinbaseConfig.SETTINGS)
        .allSatisfy(setting -> assertThat(setting.description()).isNotBlank());
  }
}
