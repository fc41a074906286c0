package io.brokerway.simulators.etrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.exchange.FileJournal;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.TruthLedger;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurabilityTest {
  @TempDir private Path folder;

  @Test
  void ordersTokensAndCustomersOutliveTheProcess() {
    Caller.Token token;
    String account;
    long number;
    try (var scene = Scene.of(setup())) {
      token = scene.token();
      account = scene.account;
      number = scene.place(Scene.order("a1", "LIMIT", "10", ""));
    }

    try (var scene = Scene.of(setup())) {
      var caller = scene.caller(token);
      var order =
          caller.get(account + "/orders.json").json().path("OrdersResponse").path("Order").path(0);

      assertThat(order.path("orderId").longValue()).isEqualTo(number);
      assertThat(order.path("OrderDetail").path(0).path("priceType").asString()).isEqualTo("LIMIT");
      assertThat(scene.etrade.accepted("a1")).isEqualTo(1);
    }
  }

  private EtradeSetup setup() {
    return new EtradeSetup(
        SimulatorClock.standing(Scene.MORNING),
        Tape.of(TapeConfig.alwaysOpen()),
        FileJournal.open(folder.resolve("venue.journal")),
        TruthLedger.in(folder.resolve("ledger.jsonl")),
        folder.resolve("accounts.json"),
        1_000);
  }
}
