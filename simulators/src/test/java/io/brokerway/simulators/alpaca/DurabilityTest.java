package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.exchange.FileJournal;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.TruthLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurabilityTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void ordersKeysAndLedgerSurviveARestart() {
    try (var first = start()) {
      new Caller(first.paperUrl(), DemoLogins.PAPER.keys())
          .place(
              """
              {"symbol":"AAPL","qty":"3","side":"buy","type":"market","time_in_force":"day",
               "client_order_id":"kept"}\
              """);
      first.revoke(DemoLogins.LIVE.keys());
    }

    try (var second = start()) {
      var paper = new Caller(second.paperUrl(), DemoLogins.PAPER.keys());
      var live = new Caller(second.liveUrl(), DemoLogins.LIVE.keys());

      assertThat(paper.get("/v2/positions/AAPL").text("qty")).isEqualTo("3");
      assertThat(paper.get("/v2/orders:by_client_order_id?client_order_id=kept").status())
          .isEqualTo(200);
      assertThat(live.get("/v2/account").status()).isEqualTo(401);
      assertThat(second.accepted("kept")).isEqualTo(1);
    }
  }

  @Test
  void orderThatTheLedgerMissedIsRecordedAtTheStart() throws IOException {
    try (var first = start()) {
      new Caller(first.paperUrl(), DemoLogins.PAPER.keys())
          .place(
              """
              {"symbol":"AAPL","qty":"3","side":"buy","type":"market","time_in_force":"day",
               "client_order_id":"missed"}\
              """);
    }
    Files.delete(folder.resolve("ledger.jsonl"));

    try (var second = start()) {
      assertThat(second.accepted("missed")).isEqualTo(1);
      assertThat(second.ledger().getFirst().path("origin").asString()).isEqualTo("recovered");
    }
  }

  @Test
  void halfALineAtTheEndOfTheLedgerIsTakenOff() throws IOException {
    var file = folder.resolve("ledger.jsonl");
    Files.writeString(file, "{\"kind\":\"place\"}\n");
    Files.writeString(file, "{\"kind\":", StandardOpenOption.APPEND);

    try (var ledger = TruthLedger.in(file)) {
      assertThat(ledger.entries()).hasSize(1);
    }

    assertThat(Files.readString(file)).isEqualTo("{\"kind\":\"place\"}\n");
  }

  private AlpacaSimulator start() {
    var setup =
        new AlpacaSetup(
            SimulatorClock.standing(Scene.MORNING),
            Scene.prices(),
            FileJournal.open(folder.resolve("venue.journal")),
            TruthLedger.in(folder.resolve("ledger.jsonl")),
            folder.resolve("accounts.json"),
            AlpacaSetup.USUAL_REQUESTS_PER_MINUTE);
    return AlpacaSimulator.start(setup, 0);
  }
}
