package io.brokerway.simulators.tradestation;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Environment;
import io.brokerway.exchange.FileJournal;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.TruthLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

final class DurabilityTest {
  private static final Tape PRICES = Tape.of(TapeConfig.alwaysOpen());

  @TempDir Path folder = Path.of("unused");

  private TradeStationSetup setup() {
    return new TradeStationSetup(
        SimulatorClock.standing(Scene.MORNING),
        PRICES,
        FileJournal.open(folder.resolve("venue.journal")),
        TruthLedger.in(folder.resolve("ledger.jsonl")),
        folder.resolve("accounts.json"),
        false,
        1);
  }

  @Test
  void ordersIdsTokensAndConfirmIdsOutliveTheProcess() {
    var order =
        Scene.order(
            "AAPL",
            "BUY",
            "1",
            "\"OrderType\":\"Limit\",\"LimitPrice\":\"10\",\"OrderConfirmID\":\"gw01\",\"TimeInForce\":{\"Duration\":\"GCP\"}");
    String token;
    String id;
    try (var first = TradeStationSimulator.start(setup(), 0)) {
      token =
          first
              .broker()
              .oauth()
              .grants()
              .issue(
                  DemoLogins.CLIENT.id(),
                  new TradeStationOAuth(false).scopes(),
                  List.of(Scene.MARGIN))
              .value();
      id = new Caller(first.simulationUrl(), token).place(order);
      first.broker().setStatus("11001234", "Closed");
    }

    try (var second = TradeStationSimulator.start(setup(), 0)) {
      var caller = new Caller(second.simulationUrl(), token);
      var shown =
          caller
              .get("/v3/brokerage/accounts/%s/orders/%s".formatted(Scene.MARGIN, id))
              .json()
              .path("Orders")
              .get(0);
      assertThat(shown.path("Duration").asString()).isEqualTo("GCP");
      assertThat(caller.post("/v3/orderexecution/orders", order).json().has("Errors")).isTrue();
      assertThat(second.ledger()).hasSize(1);
      assertThat(second.broker().account("11001234").orElseThrow().status()).isEqualTo("Closed");
    }
  }

  @Test
  void whatTheLedgerMissedIsWrittenAtTheNextStart() {
    var setup = setup();
    try (var broker = TradeStationBroker.open(setup)) {
      DemoLogins.open(broker);
      var visitor = new Visitor("c", "u", Set.of(), List.of(DemoLogins.SIMULATION.holder()));
      var request =
          OrderRequestReader.order(
              new Body((ObjectNode) Json.read(Scene.limit("AAPL", "BUY", "1", "10")), ""));
      var symbols = new Symbols(broker.venue().prices());
      var ready =
          new OrderBuilder(symbols)
              .single(visitor.holder(Scene.MARGIN), request, "c/u", Scene.MORNING);
      broker.venue().place(ready.order(), io.brokerway.exchange.DuplicateRule.ALLOW);
    }

    try (var simulator = TradeStationSimulator.start(setup(), 0)) {
      assertThat(simulator.ledger()).hasSize(1);
      assertThat(simulator.broker().account(Scene.MARGIN).orElseThrow().environment())
          .isEqualTo(Environment.PAPER);
    }
  }
}
