package io.brokerway.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.engine.connections.Brokers;
import io.brokerway.engine.plugins.Plugins;
import io.brokerway.server.admin.AdminTask;
import io.brokerway.server.admin.Arguments;
import io.brokerway.server.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** An operator's commands, first by the gateway that runs and last without one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class AdminTest {
  private static final Map<String, String> MAIN = Map.of("tenant", "main");
  private static final Settings SETTINGS = TestGateways.settings(Map.of());

  private static final Gateway GATEWAY = Gateway.serve(SETTINGS);
  private static final Api API = Api.at(GATEWAY.port());

  /** What a command printed and how it ended. */
  private record Ended(int code, String out, String err) {}

  @AfterAll
  static void stop() {
    GATEWAY.close();
  }

  @Test
  void aKeyIsMadeListedAndRevokedByTheRunningGateway() {
    var made =
        run(AdminTask.CREATE_KEY, Map.of("tenant", "main", "name", "robot", "scopes", "read"));
    assertThat(made.code()).as(made.err()).isZero();
    var key = API.withKey(made.out().strip());
    assertThat(key.get("/queue/status").status()).isEqualTo(200);
    assertThat(key.post("/user/", "{}").status()).isEqualTo(403);

    var listed = run(AdminTask.LIST_KEYS, MAIN).out();
    var line = listed.lines().filter(l -> l.endsWith("robot")).findFirst().orElseThrow();
    var id = line.substring(0, line.indexOf(' '));
    assertThat(line).contains("ACTIVE").contains("READ").doesNotContain("TRADE");

    var revoked = run(AdminTask.REVOKE_KEY, Map.of("tenant", "main", "id", id));

    assertThat(revoked.code()).isZero();
    assertThat(key.get("/queue/status").status()).isEqualTo(401);
    assertThat(run(AdminTask.LIST_KEYS, MAIN).out()).containsPattern(id + "  REVOKED");
    assertThat(run(AdminTask.REVOKE_KEY, Map.of("tenant", "main", "id", id)).code()).isEqualTo(2);
  }

  @Test
  void aKeyWithALifetimeSaysWhenItEnds() {
    var made =
        run(AdminTask.CREATE_KEY, Map.of("tenant", "main", "name", "short", "expires-in", "PT1H"));

    var admin = API.withKey(GATEWAY.firstKey().orElseThrow());
    var listed = admin.get("/api/v1/api-keys?limit=1").json().path("items").get(0);

    assertThat(made.code()).isZero();
    assertThat(listed.path("name").asString()).isEqualTo("short");
    assertThat(listed.path("expiresAt").asString()).isNotEmpty();
    assertThat(listed.path("status").asString()).isEqualTo("ACTIVE");
  }

  @Test
  void wrongArgumentsAreToldAndNothingIsDone() {
    var noScope = run(AdminTask.CREATE_KEY, Map.of("tenant", "main", "name", "x", "scopes", "fly"));
    var noTime =
        run(AdminTask.CREATE_KEY, Map.of("tenant", "main", "name", "x", "expires-in", "-P1D"));
    var noTenant = run(AdminTask.LIST_KEYS, Map.of("tenant", "nobody"));

    assertThat(noScope.code()).isEqualTo(2);
    assertThat(noScope.err()).contains("READ, TRADE, ADMIN");
    assertThat(noTime.err()).contains("P30D");
    assertThat(noTenant.err()).contains("no application nobody");
    assertThat(run(AdminTask.LIST_KEYS, MAIN).out()).doesNotContain("  x\n");
  }

  @Test
  void anApplicationsOwnRegistrationIsSetListedAndRemoved() {
    var given =
        Map.of(
            "tenant", "main",
            "broker", "alpaca",
            "client-id", "the-id",
            "client-secret", "canary-secret");

    var set = run(AdminTask.SET_APPLICATION, given);

    assertThat(set.code()).as(set.err()).isZero();
    assertThat(run(AdminTask.LIST_APPLICATIONS, MAIN).out())
        .containsPattern("alpaca +TENANT")
        .doesNotContain("canary", "the-id");
    var removed = run(AdminTask.REMOVE_APPLICATION, Map.of("tenant", "main", "broker", "alpaca"));
    assertThat(removed.code()).as(removed.err()).isZero();
    assertThat(run(AdminTask.LIST_APPLICATIONS, MAIN).out()).containsPattern("alpaca +NONE");
    assertThat(
            run(AdminTask.REMOVE_APPLICATION, Map.of("tenant", "main", "broker", "alpaca")).code())
        .isEqualTo(2);
    var paper = new HashMap<>(given);
    paper.put("broker", "paper");
    assertThat(run(AdminTask.SET_APPLICATION, paper).err()).contains("knows no applications");
    assertThat(new Arguments(given).toString()).doesNotContain("canary");
  }

  @Test
  void theClientSecretComesByStandardInput() {
    var before = System.in;
    System.setIn(new ByteArrayInputStream("canary-of-a-line\n".getBytes(UTF_8)));
    try {
      var home = SETTINGS.home().toString();
      var set = Main.run("admin", "set-application", "alpaca", "--client-id", "x", "--home", home);

      assertThat(set).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(run(AdminTask.LIST_APPLICATIONS, MAIN).out()).containsPattern("alpaca +TENANT");
    run(AdminTask.REMOVE_APPLICATION, Map.of("tenant", "main", "broker", "alpaca"));
  }

  /** S3: on the running gateway, which goes on reading what was encrypted anew. */
  @Test
  @Tag("security")
  void s03KeysAreRotatedWhileTheGatewayRuns() {
    var admin = API.withKey(GATEWAY.firstKey().orElseThrow());
    var user = admin.post("/user/", "{\"username\": \"ann\", \"initial_balance\": 100}");

    var rotated = run(AdminTask.ROTATE_KEYS, Map.of("depth", "ALL_KEYS"));

    assertThat(rotated.code()).as(rotated.err()).isZero();
    assertThat(rotated.out())
        .containsSubsequence(
            "holds a new version", "is in use", "keys are under", "read with", "out of", "Done: ");
    assertThat(admin.get("/user/" + user.field("id")).status()).isEqualTo(200);
  }

  /** S14, S34: who may not read the key file may not give tasks either. */
  @Test
  @Tag("security")
  void s34TheSocketIsForTheGatewaysOwnUser() throws Exception {
    var folder = SETTINGS.home().resolve("control");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void theCommandLineTakesItsOwnOptionsBesideTheSettings() {
    var home = SETTINGS.home().toString();

    assertThat(Main.run("admin", "list-keys", "--home", home, "--tenant", "main")).isZero();
    assertThat(Main.run("admin", "list-keys", "--home", home, "--tenant", "nobody")).isEqualTo(2);
    assertThat(Main.run("admin", "revoke-key", "--home", home)).isEqualTo(2);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void withoutAGatewayTheCommandsDoTheWorkThemselves() {
    GATEWAY.close();

    var made = run(AdminTask.CREATE_KEY, Map.of("tenant", "main", "name", "late"));
    var rotated = run(AdminTask.ROTATE_KEYS, Map.of("depth", "INSTALL_KEY"));

    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out().strip()).startsWith("bw_");
    assertThat(rotated.code()).as(rotated.err()).isZero();
    assertThat(run(AdminTask.LIST_KEYS, MAIN).out()).contains("late");
  }

  private static Ended run(AdminTask task, Map<String, String> arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code =
        AdminRun.run(
            SETTINGS,
            Plugins.none(Brokers.onClassPath()),
            task,
            new Arguments(arguments),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return new Ended(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
