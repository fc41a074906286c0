package io.brokerway.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsReaderTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final List<Setting> KNOWN =
      List.of(
          new Setting("base-url", "", "https://api.example.com/"),
          new Setting("stream-url", "", "https://api.example.com/stream"),
          new Setting("feed", "", "slow"),
          new Setting("timeout", "", "PT10S"),
          new Setting("calls", "", "200"),
          new Setting("strict", "", "false"));

  private enum Feed {
    SLOW,
    FAST
  }

  private static SettingsReader reader(Map<String, String> values) {
    return new SettingsReader("acme", new BrokerSettings(values), KNOWN);
  }

  @Test
  void withoutSettingsTheFallbacksAreInForce() {
    var reader = reader(Map.of());

    assertThat(reader.address("base-url")).hasToString("https://api.example.com");
    assertThat(reader.socketAddress("stream-url")).hasToString("wss://api.example.com/stream");
    assertThat(reader.choice("feed", Feed.class)).isEqualTo(Feed.SLOW);
    assertThat(reader.span("timeout", SECOND, MINUTE)).isEqualTo(Duration.ofSeconds(10));
    assertThat(reader.count("calls")).isEqualTo(200);
    assertThat(reader.flag("strict")).isFalse();
    assertThatCode(reader::complain).doesNotThrowAnyException();
  }

  @Test
  void whatTheOperatorSaysCounts() {
    var reader =
        reader(
            Map.of(
                "base-url", "http://localhost:8100/acme",
                "feed", "fast",
                "timeout", "PT60S",
                "calls", "100000",
                "strict", "true"));

    assertThat(reader.address("base-url")).hasToString("http://localhost:8100/acme");
    assertThat(reader.choice("feed", Feed.class)).isEqualTo(Feed.FAST);
    assertThat(reader.span("timeout", SECOND, MINUTE)).isEqualTo(MINUTE);
    assertThat(reader.count("calls")).isEqualTo(100_000);
    assertThat(reader.flag("strict")).isTrue();
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    var reader =
        reader(
            Map.of(
                "base-url", "ftp://example.com",
                "feed", "FAST",
                "timeout", "PT61S",
                "calls", "0",
                "strict", "yes",
                "nonsense", "1"));
    reader.address("base-url");
    reader.choice("feed", Feed.class);
    reader.span("timeout", SECOND, MINUTE);
    reader.count("calls");
    reader.flag("strict");

    assertThatThrownBy(reader::complain)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("acme settings: ")
        .hasMessageContainingAll(
            "nonsense", "base-url", "feed", "timeout", "calls", "strict", "100000");
  }

  @Test
  void aSettingThatIsNotListedCannotBeRead() {
    assertThatThrownBy(() -> reader(Map.of()).count("other"))
        .isInstanceOf(IllegalStateException.class);
  }
}
