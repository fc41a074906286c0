package io.brokerway.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerProfile.Setting;
import io.brokerway.broker.BrokerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What settings say, and what is complained of. */
final class SettingsReaderTest {
  private static final List<Setting> KNOWN =
      List.of(
          new Setting("base-url", "", "https://api.example.com"),
          new Setting("timeout", "", "PT10S"),
          new Setting("calls", "", "250"),
          new Setting("revoke", "", "false"));

  @Test
  void withoutSettingsTheFallbacksHold() {
    var reader = SettingsReader.of("acme", KNOWN, BrokerSettings.DEFAULTS);

    assertThat(reader.address("base-url")).isEqualTo(URI.create("https://api.example.com"));
    assertThat(reader.span("timeout", Duration.ofSeconds(1), Duration.ofMinutes(1)))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(reader.count("calls")).isEqualTo(250);
    assertThat(reader.flag("revoke")).isFalse();
    assertThat(reader.finish(() -> "read")).isEqualTo("read");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    var settings =
        new BrokerSettings(
            Map.of(
                "base-url", "ftp://x.example.com",
                "timeout", "PT2H",
                "calls", "0",
                "revoke", "perhaps",
                "colour", "red"));
    var reader = SettingsReader.of("acme", KNOWN, settings);
    reader.address("base-url");
    reader.span("timeout", Duration.ofSeconds(1), Duration.ofMinutes(1));
    reader.count("calls");
    reader.flag("revoke");

    assertThatThrownBy(() -> reader.finish(() -> "read"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("acme settings: ")
        .hasMessageContainingAll("base-url", "timeout", "calls", "revoke", "'colour'");
  }
}
