package io.brokerway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Kills the gateway at random moments while orders pour in, then compares every single one with the
 * broker's ledger. The seed is printed; {@code -Dfaults.seed} replays it.
 */
@Tag("faults")
final class RandomKillTest {
  private static final int ROUNDS = 4;
  private static final int CLIENTS = 4;
  private static final Duration SETTLES = Duration.ofSeconds(60);
  private static final Set<String> UNSETTLED =
      Set.of("PENDING_NEW", "SUBMITTING", "SUBMIT_UNKNOWN");

  // A market order on paper fills whole: it is waited for until it has.
  private static final Set<String> NOT_FINAL_ON_PAPER =
      Set.of("PENDING_NEW", "SUBMITTING", "SUBMIT_UNKNOWN", "NEW", "PARTIALLY_FILLED");

  private static final Set<String> NEVER_SENT = Set.of("EXPIRED_UNSENT", "DENIED");

  private final long seed = Long.getLong("faults.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<String, Sent> sent = new ConcurrentHashMap<>();

  /** One intent of a client. */
  private record Sent(String key, String broker, String body) {}

  @Test
  void noOrderIsLostAndNoneIsSentTwice() {
    System.out.println("RandomKillTest seed " + seed);
    try (var rig = new Rig()) {
      rig.startGateway();
      var accounts = Accounts.connect(rig.api(), DemoLogin.first(rig.simulators()));
      for (var round = 0; round < ROUNDS; round++) {
        underLoad(rig, accounts, round);
        rig.startGateway();
      }

      var orders = sent.values().stream().map(intent -> settled(rig, intent)).toList();

      System.out.println("RandomKillTest compares " + orders.size() + " orders");
      assertThat(orders).as("seed %d", seed).hasSizeGreaterThan(ROUNDS * CLIENTS);
      var truth = new Truth(rig.home().resolve("simulators/alpaca/ledger.jsonl"));
      assertThat(orders)
          .as("seed %d: most orders are taken", seed)
          .filteredOn(order -> order.path("state").asString().equals("DENIED"))
          .hasSizeLessThan(orders.size() / 10);
      compareWithLedger(orders, accounts, truth);
      comparePaperPosition(rig, orders, accounts);
    }
  }

  /** Lets clients place orders until the gateway is killed under them. */
  private void underLoad(Rig rig, Accounts accounts, int round) {
    var stop = new AtomicBoolean();
    var killAfter = Duration.ofMillis(400 + random.nextInt(1500));
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var client = 0; client < CLIENTS; client++) {
        var name = "random-" + seed + "-" + round + "-" + client + "-";
        var broker = client % 2 == 0 ? "alpaca" : "paper";
        var body = order(accounts.of(broker), broker);
        clients.submit(() -> place(rig, name, broker, body, stop));
      }
      LockSupport.parkNanos(killAfter.toNanos());
      rig.gateway().kill();
      stop.set(true);
    }
  }

  private void place(Rig rig, String name, String broker, String body, AtomicBoolean stop) {
    for (var i = 0; !stop.get(); i++) {
      var intent = new Sent(name + i, broker, body);
      sent.put(intent.key(), intent);
      rig.api().post("/api/v1/orders", intent.key(), intent.body());
    }
  }

  /** Repeats the request with its key, as a client does that got no answer, and waits for truth. */
  private JsonNode settled(Rig rig, Sent intent) {
    var answer = rig.api().post("/api/v1/orders", intent.key(), intent.body()).orElseThrow();
    assertThat(answer.status()).as("seed %d: %s", seed, answer.body()).isIn(201, 202, 422);
    // A broker that does not answer in the turmoil of a restart can have an order denied: that is
    // final too, is stored, and must not be at the broker.
    var order = answer.status() == 422 ? answer.body().path("order") : answer.body();
    var path = "/api/v1/orders/" + order.path("id").asString();
    var open = intent.broker().equals("paper") ? NOT_FINAL_ON_PAPER : UNSETTLED;
    Wait.until(
        path + " is settled",
        SETTLES,
        () -> !open.contains(rig.api().get(path).path("state").asString()));
    return rig.api().get(path);
  }

  private void compareWithLedger(List<JsonNode> orders, Accounts accounts, Truth truth) {
    var ours = new ArrayList<String>();
    for (var order : orders) {
      if (!order.path("accountId").asString().equals(accounts.alpaca())) {
        continue;
      }
      var clientOrderId = order.path("clientOrderId").asString();
      var state = order.path("state").asString();
      assertThat(truth.accepted(clientOrderId))
          .as("seed %d: order %s is %s", seed, order.path("id"), state)
          .hasSize(NEVER_SENT.contains(state) ? 0 : 1);
      ours.add(clientOrderId);
    }
    assertThat(truth.placed())
        .as("seed %d: the broker has orders that nobody sent", seed)
        .allMatch(entry -> ours.contains(entry.path("client_order_id").asString()));
  }

  /** Paper's market orders are final once they are settled: what they bought is what is held. */
  private void comparePaperPosition(Rig rig, List<JsonNode> orders, Accounts accounts) {
    var bought =
        orders.stream()
            .filter(order -> order.path("accountId").asString().equals(accounts.paper()))
            .map(order -> new BigDecimal(order.path("cumulativeQuantity").asString()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    Wait.until(
        "the paper position is the sum of its fills, " + bought + ", seed " + seed,
        SETTLES,
        () -> held(rig, accounts).compareTo(bought) == 0);
  }

  private static BigDecimal held(Rig rig, Accounts accounts) {
    for (var position :
        rig.api().get("/api/v1/accounts/" + accounts.paper() + "/positions").path("items")) {
      if (position.path("instrument").path("symbol").asString().equals("AAPL")) {
        return new BigDecimal(position.path("quantity").asString());
      }
    }
    return BigDecimal.ZERO;
  }

  private static String order(String account, String broker) {
    return broker.equals("alpaca")
        ? Json.object(
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
            "100.00")
        : Json.object(
            "accountId",
            account,
            "symbol",
            "AAPL",
            "side",
            "BUY",
            "type",
            "MARKET",
            "timeInForce",
            "DAY",
            "quantity",
            "1");
  }
}
