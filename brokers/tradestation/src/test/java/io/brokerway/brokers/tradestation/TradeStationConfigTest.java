package io.brokerway.brokers.tradestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings and what is wrong with them. */
final class TradeStationConfigTest {

  @Test
  void theDefaultsAreTradeStationsOwnAddresses() {
    var config = TradeStationConfig.DEFAULTS;

    assertThat(config.apiUrl(Environment.LIVE)).hasToString("https://api.tradestation.com/v3");
    assertThat(config.apiUrl(Environment.PAPER)).hasToString("https://sim-api.tradestation.com/v3");
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.revokeOnLogout()).isFalse();
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    var settings =
        new BrokerSettings(Map.of("base-url", "api", "stream-silence", "PT1S", "nonsense", "1"));

    assertThatThrownBy(() -> TradeStationConfig.from(settings))
        .hasMessageContainingAll("tradestation", "base-url", "stream-silence", "'nonsense'");
  }
}
