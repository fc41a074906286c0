package io.brokerway.simulators.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.exchange.FileJournal;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.TruthLedger;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CoinbaseDurabilityTest {
  private static final Tape TAPE = Tape.of(TapeConfig.alwaysOpen());

  @TempDir private Path folder;

  @Test
  void ordersKeysAndEditsOutliveTheProcess() {
    String id;
    KeyFile key;
    try (var coinbase = CoinbaseSimulator.start(setup(), 0)) {
      var opened = coinbase.openPortfolio(new BigDecimal(10_000));
      key = opened.key();
      var caller = new Caller(coinbase.url(), key, coinbase.clock());
      id = caller.place(OrderPlacingTest.limit("a", "BUY", "0.5", "100"));
      caller.post(
          "/orders/edit", "{\"order_id\":\"%s\",\"price\":\"200\",\"size\":\"0.5\"}".formatted(id));
    }

    try (var coinbase = CoinbaseSimulator.start(setup(), 0)) {
      var caller = new Caller(coinbase.url(), key, coinbase.clock());
      var order = caller.order(id);

      assertThat(order.path("status").asString()).isEqualTo("OPEN");
      assertThat(order.path("edit_history")).hasSize(1);
      assertThat(
              order
                  .path("order_configuration")
                  .path("limit_limit_gtc")
                  .path("limit_price")
                  .asString())
          .isEqualTo("200");
      assertThat(caller.place(OrderPlacingTest.limit("a", "BUY", "0.5", "100"))).isEqualTo(id);
      assertThat(coinbase.ledger()).hasSize(2);
    }
  }

  private CoinbaseSetup setup() {
    return new CoinbaseSetup(
        SimulatorClock.standing(Scene.MORNING),
        TAPE,
        FileJournal.open(folder.resolve("venue.journal")),
        TruthLedger.in(folder.resolve("ledger.jsonl")),
        folder.resolve("portfolios.json"),
        CoinbaseSetup.USUAL_REQUESTS_PER_SECOND);
  }
}
