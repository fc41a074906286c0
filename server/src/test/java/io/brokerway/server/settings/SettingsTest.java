package io.brokerway.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.order.FillIdentity;
import io.brokerway.engine.plugins.PluginSource;
import io.brokerway.engine.plugins.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
  @TempDir private Path folder;

  @Test
  void everyDefaultIsValid() {
    var settings = read(Map.of(), Map.of());

    assertThat(settings.port()).isEqualTo(8000);
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.syncInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.database()).isNull();
  }

  @Test
  void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
    var file = Files.writeString(folder.resolve("a.properties"), "port=1\nhost=::1\n");

    var settings =
        read(
            Map.of("port", "3", "config", file.toString()),
            Map.of("BROKERWAY_PORT", "2", "BROKERWAY_SYNC_INTERVAL", "PT2M"));

    assertThat(settings.port()).isEqualTo(3);
    assertThat(settings.host()).isEqualTo("::1");
    assertThat(settings.syncInterval()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void tellsEveryErrorAtOnceWithoutTheValues() {
    var failure =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                read(
                    Map.of("port", "70000", "access-log", "perhaps"),
                    Map.of(
                        "BROKERWAY_COLOUR", "hunter2",
                        "BROKERWAY_SYNC_INTERVAL", "5 minutes",
                        "BROKERWAY_DATABASE_URL", "mysql://hunter2")));

    assertThat(failure.problems())
        .hasSize(6)
        .anySatisfy(problem -> assertThat(problem).startsWith("colour: there is no such setting"))
        .anySatisfy(problem -> assertThat(problem).startsWith("port: must be a whole number"))
        .anySatisfy(problem -> assertThat(problem).startsWith("database-user: is required"))
        .noneSatisfy(problem -> assertThat(problem).contains("hunter2"));
  }

  @Test
  void findsABrokersSettingsWhoseIdHasAnUnderscore() {
    var settings =
        read(
            Map.of("broker.charles_schwab.client-id", "me"),
            Map.of("BROKERWAY_BROKER_CHARLES_SCHWAB_BASE_URL", "https://x"));

    assertThat(settings.brokers())
        .isEqualTo(Map.of("charles_schwab", Map.of("client-id", "me", "base-url", "https://x")));
  }

  @Test
  void refusesASettingThatTheBrokerDoesNotKnow() {
    var failure =
        catchThrowableOfType(
            SettingsException.class,
            () -> read(Map.of(), Map.of("BROKERWAY_BROKER_CHARLES_SCHWAB_COLOUR", "red")));

    assertThat(failure.problems()).hasSize(1);
    assertThat(failure).hasMessageContaining("broker.charles_schwab.colour");
  }

  @Test
  void refusesAMissingFile() {
    var failure =
        catchThrowableOfType(
            SettingsException.class, () -> read(Map.of("config", "/nowhere/at/all"), Map.of()));

    assertThat(failure).hasMessageContaining("/nowhere/at/all");
  }

  @Test
  void leavesTheLaunchersOwnVariablesAlone() {
    var settings = read(Map.of(), Map.of("BROKERWAY_SIMULATORS_PORT", "8100", "PATH", "/bin"));

    assertThat(settings.port()).isEqualTo(8000);
  }

  @Test
  void pluginsLieInTheHomeFolderUnlessTheOperatorSaysElse() {
    assertThat(read(Map.of("home", "/a"), Map.of()).plugins().folder())
        .isEqualTo(Path.of("/a/plugins"));
    assertThat(read(Map.of("plugins", "/b"), Map.of()).plugins().folder()).isEqualTo(Path.of("/b"));
  }

  @Test
  void aDigestThatIsNoneIsToldAndListsNothing() {
    var flags = Map.of("plugin-digests", "abc");

    var failure = catchThrowableOfType(SettingsException.class, () -> read(flags, Map.of()));

    assertThat(failure.problems()).hasSize(1);
    assertThat(failure.problems().getFirst()).startsWith("plugin-digests: must be SHA-256 sums");
    assertThat(Settings.plugins(flags, Map.of()).listed()).isEmpty();
  }

  @Test
  void settingsOfARefusedPluginDoNotStopTheStart() throws IOException {
    Files.writeString(folder.resolve("acme.jar"), "no jar");
    var refused = Plugins.load(new PluginSource(folder, Set.of()), List.of());
    Map<String, String> file = Map.of("broker.acme.base-url", "https://acme.example");
    var environment = Map.of("BROKERWAY_BROKER_ACME_CLIENT_ID", "x");

    assertThat(Settings.read(file, environment, refused).brokers()).isEmpty();
    var failure =
        catchThrowableOfType(
            SettingsException.class,
            () -> Settings.read(file, environment, Plugins.none(List.of())));
    assertThat(failure.problems()).hasSize(2);
    assertThat(
            catchThrowableOfType(
                    SettingsException.class,
                    () -> Settings.read(Map.of("colour", "x"), Map.of(), refused))
                .problems())
        .hasSize(1);
  }

  private static Settings read(Map<String, String> flags, Map<String, String> environment) {
    return Settings.read(flags, environment, List.of(schwab()));
  }

  private static BrokerProfile schwab() {
    var login =
        new LoginOption(
            "oauth",
            LoginKind.OAUTH2_CODE,
            "Log in",
            Set.of(Environment.LIVE),
            List.of(),
            null,
            LoginLife.Renewal.SILENT,
            true,
            false);
    return new BrokerProfile(
        new BrokerId("charles_schwab"),
        "Charles Schwab",
        null,
        List.of(login),
        readOnly(),
        List.of(
            new BrokerProfile.Setting("base-url", "Where it is", ""),
            new BrokerProfile.Setting("client-id", "The application", "")));
  }

  private static Capabilities readOnly() {
    return new Capabilities(
        Set.of(),
        List.of(),
        Set.of(),
        Set.of(),
        null,
        FillIdentity.EXECUTION_ID,
        Capabilities.Lane.ACCOUNT,
        Capabilities.Ownership.SHARED,
        Set.of(),
        Capabilities.MarketData.NONE,
        new Capabilities.History(null, null, Duration.ZERO),
        List.of(),
        Set.of());
  }
}
