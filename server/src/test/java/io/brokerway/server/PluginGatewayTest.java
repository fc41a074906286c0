package io.brokerway.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.engine.connections.Brokers;
import io.brokerway.engine.plugins.JarForge;
import io.brokerway.engine.plugins.PluginSource;
import io.brokerway.engine.plugins.Plugins;
import io.brokerway.engine.plugins.Sha256;
import io.brokerway.server.admin.AdminTask;
import io.brokerway.server.admin.Arguments;
import io.brokerway.server.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway with one good plugin and one that its operator does not list. */
final class PluginGatewayTest {
  @TempDir private static Path folder = Path.of(".");

  private static Sha256 digest = new Sha256("0".repeat(64));
  private static Settings settings = TestGateways.settings(Map.of());
  private static Gateway gateway = TestGateways.serve();

  @BeforeAll
  static void start() throws IOException {
    digest = JarForge.tiny().write(folder.resolve("tiny.jar"));
    Files.writeString(folder.resolve("stranger.jar"), "nobody knows it");
    settings =
        TestGateways.settings(Map.of("plugins", folder.toString(), "plugin-digests", digest.hex()));
    gateway = Gateway.serve(settings);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static Api admin() {
    return Api.at(gateway.port()).withKey(gateway.firstKey().orElseThrow());
  }

  @Test
  void aPluginsBrokerStandsBesideTheBuiltInOnesAndCanBeConnected() {
    var api = admin();
    var brokers = api.get("/api/v1/brokers").json().path("items");
    assertThat(brokers.valueStream().map(one -> one.path("id").asString()))
        .contains("alpaca", "paper", "tiny");
    var user = api.post("/user/", "{\"username\": \"ann\", \"initial_balance\": 100}").field("id");
    var own = api.with("Brokerway-User", user);

    var connected =
        own.fresh()
            .post(
                "/api/v1/connections",
                "{\"brokerId\": \"tiny\", \"fields\": {\"word\": \"open\"}}");

    assertThat(connected.status()).as(connected.text()).isEqualTo(201);
    var accounts =
        own.until(
            "/api/v1/accounts",
            json ->
                json.path("items")
                    .valueStream()
                    .anyMatch(one -> one.path("brokerId").asString().equals("tiny")));
    assertThat(accounts.text()).contains("\"tiny\"");
  }

  @Test
  void healthNamesThePluginsAndARefusedOneDegradesIt() {
    var health = admin().get("/health").json();

    assertThat(health.path("status").asString()).isEqualTo("degraded");
    assertThat(health.path("plugins").path("status").asString()).isEqualTo("degraded");
    assertThat(health.path("plugins").path("loaded").get(0).asString()).isEqualTo("tiny.jar");
    assertThat(health.path("plugins").path("refused").get(0).asString()).isEqualTo("stranger.jar");
    assertThat(health.path("brokers").path("available").valueStream().map(n -> n.asString()))
        .contains("tiny");
    assertThat(Api.at(gateway.port()).get("/health").json().has("plugins")).isFalse();
    assertThat(admin().get("/metrics").text())
        .contains("brokerway_plugins{state=\"loaded\"} 1.0")
        .contains("brokerway_plugins{state=\"refused\"} 1.0");
  }

  @Test
  void theOperatorsListSaysWhatBecameOfEach() {
    var out = new ByteArrayOutputStream();

    var code =
        AdminRun.run(
            settings,
            Plugins.none(Brokers.onClassPath()),
            AdminTask.LIST_PLUGINS,
            new Arguments(Map.of()),
            new PrintStream(out, true, UTF_8),
            System.err);

    assertThat(code).isZero();
    assertThat(out.toString(UTF_8).lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches("[0-9a-f]{64}  NOT_LISTED  stranger\\.jar  its digest is not .*"),
            line -> assertThat(line).isEqualTo(digest.hex() + "  LOADED  tiny.jar  tiny"));
  }

  @Test
  void thePluginsSettingsAreFlagsLikeAllOthers() {
    var early =
        EarlyFlags.of(
            "serve",
            "--port",
            "80",
            "--broker.tiny.base-url=https://there",
            "--plugins=" + folder,
            "--plugin-digests",
            digest.hex());
    var source = Settings.plugins(early, Map.of());
    assertThat(source).isEqualTo(new PluginSource(folder.toAbsolutePath(), Set.of(digest)));
    var adapters = Plugins.load(source, Brokers.onClassPath());

    var line = SettingFlags.addTo(new ServeCommand(adapters), adapters);

    assertThat(line.getUsageMessage()).contains("--broker.tiny.base-url").contains("Where it is.");
    var read =
        Settings.read(
            Map.of("broker.tiny.base-url", "https://there"),
            Map.of("BROKERWAY_BROKER_TINY_BASE_URL", "https://elsewhere"),
            adapters);
    assertThat(read.brokers()).containsEntry("tiny", Map.of("base-url", "https://there"));
  }
}
