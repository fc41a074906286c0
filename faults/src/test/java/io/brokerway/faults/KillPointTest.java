package io.brokerway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Kills the real gateway exactly at each point where it hurts most, and asks the broker's ledger.
 */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KillPointTest {
  private static final Set<String> UNSETTLED =
      Set.of("PENDING_NEW", "SUBMITTING", "SUBMIT_UNKNOWN");
  private static final Duration SETTLES = Duration.ofSeconds(40);

  private Rig rig;
  private Truth truth;
  private Accounts accounts;

  @BeforeAll
  void connect() {
    rig = new Rig();
    rig.startGateway();
    truth = new Truth(rig.home().resolve("simulators/alpaca/ledger.jsonl"));
    accounts = Accounts.connect(rig.api(), DemoLogin.first(rig.simulators()));
  }

  @AfterAll
  void stop() {
    rig.close();
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "K0,alpaca", "K1,alpaca", "K2,alpaca", "K3,alpaca", "K4,alpaca", "K5,alpaca", "K6,alpaca",
    "K7,alpaca", "K8,alpaca", "K9,alpaca", "K2,paper", "K3,paper", "K5,paper", "K8,paper",
    "K9,paper"
  })
  void anOrderIsAtTheBrokerOnceOrNotAtAllAndWeKnowWhich(String point, String broker) {
    var key = "kill-" + point + "-" + UUID.randomUUID();
    var body = order(accounts.of(broker));
    dieAt(point, () -> rig.api().post("/api/v1/orders", key, body));

    rig.startGateway();
    var order = retry(key, body);

    settle(order, broker);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"alpaca", "paper"})
  void aRecoveryThatDiesBetweenItsQuestionAndItsNoteIsRepeated(String broker) {
    var key = "kill-K11-" + UUID.randomUUID();
    var body = order(accounts.of(broker));
    dieAt("K8", () -> rig.api().post("/api/v1/orders", key, body));
    rig.launchGateway("-Dbrokerway.kill=K11");
    rig.gateway().awaitEnd();

    rig.startGateway();
    var order = retry(key, body);

    settle(order, broker);
  }

  private void dieAt(String point, Runnable request) {
    rig.gateway().kill();
    rig.startGateway("-Dbrokerway.kill=" + point);
    request.run();
    rig.gateway().awaitEnd();
  }

  /** What a careful client does after an unclear answer: the same key, the same body. */
  private JsonNode retry(String key, String body) {
    var answer = rig.api().post("/api/v1/orders", key, body).orElseThrow();
    assertThat(answer.status()).as("%s", answer.body()).isIn(201, 202);
    return answer.body();
  }

  private void settle(JsonNode order, String broker) {
    var path = "/api/v1/orders/" + order.path("id").asString();
    Wait.until(
        "the order is settled: " + rig.api().get(path),
        SETTLES,
        () -> !UNSETTLED.contains(rig.api().get(path).path("state").asString()));
    var settled = rig.api().get(path);
    var state = settled.path("state").asString();
    assertThat(state).isNotEqualTo("NEEDS_DECISION");
    if (broker.equals("alpaca")) {
      assertThat(truth.accepted(settled.path("clientOrderId").asString()))
          .as("order in state %s", state)
          .hasSize(state.equals("EXPIRED_UNSENT") ? 0 : 1);
    }
  }

  private static String order(String account) {
    return Json.object(
        "accountId",
        account,
        "symbol",
        "AAPL",
        "side",
        "BUY",
        "type",
        "LIMIT",
        "timeInForce",
        "DAY",
        "quantity",
        "1",
        "limitPrice",
        "100.00");
  }
}
