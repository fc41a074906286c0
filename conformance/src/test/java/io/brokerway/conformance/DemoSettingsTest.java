package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerProfile.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The demo must never speak to a real broker: every host of every adapter is led elsewhere. */
final class DemoSettingsTest {
  private static final Path DEMO = Path.of("../simulators/demo.env");

  @Test
  void everyHostOfEveryAdapterIsASimulatedOneInTheDemo() throws IOException {
    var led =
        Files.readAllLines(DEMO).stream()
            .filter(line -> line.matches("BROKERWAY_\\w+=(http|ws)://\\{simulators}/.*"))
            .map(line -> line.substring(0, line.indexOf('=')))
            .collect(Collectors.toSet());
    assertThat(led).isNotEmpty();

    for (var factory : ServiceLoader.load(BrokerFactory.class)) {
      var profile = factory.profile();
      for (var setting : profile.settings()) {
        if (setting.key().endsWith("-url")) {
          assertThat(led).contains(name(profile.id().value(), setting));
        }
      }
    }
  }

  private static String name(String broker, Setting setting) {
    return "BROKERWAY_BROKER_%s_%s"
        .formatted(broker, setting.key().replace('-', '_'))
        .toUpperCase(Locale.ROOT);
  }
}
