package io.brokerway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What becomes of a user's credentials in the real process: killed, and searched for. */
@Tag("security")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class CredentialsTest {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final int STRANGE_INPUTS = 25;

  // All that is made here starts so: one search finds each.
  private static final String PREFIX = "canary7d1f";

  private final List<String> canaries = new ArrayList<>();
  private Rig rig;
  private Accounts.Login login;
  private String connection;

  @BeforeAll
  void connect() {
    rig = new Rig();
    rig.startGateway();
    login = DemoLogin.first(rig.simulators());
    canaries.add(login.secret());
    Accounts.connect(rig.api(), login);
    connection =
        rig.api()
            .get("/api/v1/connections")
            .path("items")
            .valueStream()
            .filter(one -> one.path("brokerId").asString().equals("alpaca"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
  }

  @AfterAll
  void stop() {
    rig.close();
  }

  /** S3 and cell 96 of the failure table. */
  @Test
  @Order(1)
  void s03ARotationKilledInABatchIsTakenUpAndEndsWithNothingUnderTheOldKey() throws Exception {
    var keyFile = rig.home().resolve("gateway/keys/vault.json");
    var before = Files.readString(keyFile);
    rig.gateway().kill();
    rig.startGateway("-Dbrokerway.kill=K13");

    var killed = rig.admin("rotate-keys");
    rig.gateway().awaitEnd();

    assertThat(killed.exitCode()).as(killed.log()).isEqualTo(1);
    assertThat(killed.log()).contains("The new version is in use").contains("run it again");
    rig.startGateway();
    assertThat(rig.gateway().log()).contains("a rotation of keys was cut off");
    syncs();

    var stop = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var load = threads.submit(() -> connectUntil(stop));
      JavaProcess takenUp;
      try {
        takenUp = rig.admin("rotate-keys");
      } finally {
        stop.set(true);
      }
      assertThat(load.get()).isPositive();
      assertThat(takenUp.exitCode()).as(takenUp.log()).isZero();
      assertThat(takenUp.log()).contains("taken up where it was cut off");
    }
    assertThat(Files.readString(keyFile)).isNotEqualTo(before).containsOnlyOnce("keyId");
    syncs();
    rig.gateway().kill();
    rig.startGateway();
    syncs();
  }

  /** S2, S4: the login that was connected and what was put in every wrong place. */
  @Test
  @Order(2)
  void s04NoSecretIsInLogsAnswersMetricsEventsOrAnyFileOfTheDatabase() throws Exception {
    var marker = "visible-" + UUID.randomUUID();
    var answers = new ArrayList<String>();
    post("/user/", Json.object("username", marker, "initial_balance", 5), answers);
    for (var i = 0; i < STRANGE_INPUTS; i++) {
      offerWrongly(answers);
    }
    syncs();
    for (var path :
        List.of(
            "/api/v1/connections",
            "/api/v1/connections/" + connection,
            "/api/v1/connections/" + connection + "/sync-runs",
            "/api/v1/accounts",
            "/api/v1/api-keys",
            "/metrics",
            "/health",
            "/queue/status")) {
      answers.add(rig.api().text(path));
    }
    rig.gateway().close();

    for (var canary : canaries) {
      assertThat(answers).noneMatch(answer -> answer.contains(canary));
    }
    assertThat(canaries).hasSizeGreaterThan(100);
    assertThat(filesWith(login.secret())).isEmpty();
    assertThat(filesWith(PREFIX)).isEmpty();
    // The search finds what is there: in a table's file, and what the gateway logs.
    assertThat(filesWith(marker)).anyMatch(file -> file.toString().contains("postgres/data/base"));
    assertThat(filesWith("Brokerway listens on")).isNotEmpty();
  }

  /** Secrets where they belong but wrong, and where they do not belong at all. */
  private void offerWrongly(List<String> answers) {
    post(
        "/api/v1/connections",
        connect(Map.of("api_key", login.key(), "api_secret", fresh())),
        answers);
    post(
        "/api/v1/connections", connect(Map.of("api_key", fresh(), "api_secret", fresh())), answers);
    post(
        "/api/v1/connections", connect(Map.of("api_kee", fresh(), "api_secret", fresh())), answers);
    post("/api/v1/connections", connect(Map.of("api_secret", List.of(fresh()))), answers);
    post("/api/v1/connections", connect(Map.of("api_secret", "x\0" + fresh())), answers);
    post("/api/v1/connections", "{\"fields\": {\"api_secret\": \"" + fresh(), answers);
    post("/api/v1/connections/" + connection + "/login", "{\"x\": \"" + fresh() + "\"}", answers);
    answers.add(rig.api().text("/api/v1/accounts?api_key=" + fresh()));
  }

  private String fresh() {
    var canary = PREFIX + UUID.randomUUID().toString().replace("-", "");
    canaries.add(canary);
    return canary;
  }

  private void post(String path, String body, List<String> answers) {
    answers.add(rig.api().post(path, body).orElseThrow().body().toString());
  }

  private static String connect(Map<String, ?> fields) {
    return Json.object(
        "brokerId", "alpaca", "loginOption", "api-key", "environment", "PAPER", "fields", fields);
  }

  /** Stores new accounts' numbers in the vault until it is told to stop; how many. */
  private int connectUntil(AtomicBoolean stop) {
    var connected = 0;
    var paper =
        Json.object(
            "brokerId",
            "paper",
            "loginOption",
            "paper",
            "environment",
            "PAPER",
            "fields",
            Map.of("initial_balance", "1000"));
    while (!stop.get()) {
      var answer = rig.api().post("/api/v1/connections", paper).orElseThrow();
      assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201);
      connected++;
    }
    return connected;
  }

  /** The connection's login can be read and the broker takes it. */
  private void syncs() {
    Wait.until(
        "the connection syncs",
        LIMIT,
        () -> {
          var answer = rig.api().post("/api/v1/connections/" + connection + "/sync", "");
          return answer.isPresent() && answer.get().status() / 100 == 2;
        });
    assertThat(rig.api().get("/api/v1/connections/" + connection).path("state").asString())
        .isEqualTo("CONNECTED");
  }

  private List<Path> filesWith(String text) throws IOException {
    try (var files = Files.walk(rig.home())) {
      return files
          .filter(Files::isRegularFile)
          // The simulated broker of course knows the login, and prints it.
          .filter(file -> !file.toString().contains("simulators"))
          .filter(file -> content(file).contains(text))
          .toList();
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
