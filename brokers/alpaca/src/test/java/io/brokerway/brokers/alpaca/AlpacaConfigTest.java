package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AlpacaConfigTest {

  @Test
  void withoutSettingsTheLiveHostsAreUsed() {
    var config = AlpacaConfig.from(BrokerSettings.DEFAULTS);

    assertThat(config.tradingUrl(Environment.LIVE))
        .isEqualTo(URI.create("https://api.alpaca.markets"));
    assertThat(config.tradingUrl(Environment.PAPER))
        .isEqualTo(URI.create("https://paper-api.alpaca.markets"));
    assertThat(config.streamUrl(Environment.PAPER))
        .isEqualTo(URI.create("wss://paper-api.alpaca.markets/stream"));
    assertThat(config.feed()).isEqualTo(AlpacaConfig.Feed.IEX);
    assertThat(config.absentAfter()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.tradingCallsPerMinute()).isEqualTo(200);
  }

  @Test
  void everySettingCanBeGiven() {
    var config =
        AlpacaConfig.from(
            new BrokerSettings(
                Map.of(
                    "base-url", "http://localhost:8100/alpaca/live/",
                    "stream-url", "http://localhost:8100/alpaca/live/stream",
                    "feed", "delayed_sip",
                    "options-feed", "opra",
                    "timeout", "PT3S",
                    "absent-after", "PT3S",
                    "assets-max-age", "PT1H",
                    "trading-calls-per-minute", "1000")));

    assertThat(config.baseUrl()).isEqualTo(URI.create("http://localhost:8100/alpaca/live"));
    assertThat(config.streamUrl()).isEqualTo(URI.create("ws://localhost:8100/alpaca/live/stream"));
    assertThat(config.feed()).isEqualTo(AlpacaConfig.Feed.DELAYED_SIP);
    assertThat(config.optionsFeed()).isEqualTo(AlpacaConfig.OptionsFeed.OPRA);
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.absentAfter()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.tradingCallsPerMinute()).isEqualTo(1000);
  }

  @Test
  void everyMistakeIsNamedAtOnce() {
    var settings =
        new BrokerSettings(
            Map.of(
                "base-url", "not an address",
                "data-url", "ftp://data.example",
                "feed", "carrier-pigeon",
                "timeout", "PT0S",
                "absent-after", "soon",
                "trading-calls-per-minute", "0",
                "colour", "blue"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlpacaConfig.from(settings))
        .withMessageContaining("no setting 'colour'")
        .withMessageContaining("not an address")
        .withMessageContaining("data-url")
        .withMessageContaining("carrier-pigeon")
        .withMessageContaining("timeout")
        .withMessageContaining("absent-after")
        .withMessageContaining("trading-calls-per-minute");
  }
}
