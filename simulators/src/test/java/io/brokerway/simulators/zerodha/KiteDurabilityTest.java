package io.brokerway.simulators.zerodha;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.exchange.FileJournal;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.TruthLedger;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KiteDurabilityTest {
  @TempDir private Path folder = Path.of(".");

  @Test
  void loginsAndOrdersSurviveARestart() {
    String token;
    String id;
    try (var before = start(folder.resolve("ledger.jsonl"))) {
      token =
          Kite.session(before, DemoLogins.FIRST.user(), DemoLogins.APP)
              .path("access_token")
              .asString();
      id = place(Kite.with(before, DemoLogins.APP.apiKey(), token));
    }

    try (var after = start(folder.resolve("ledger.jsonl"))) {
      var row = Kite.with(after, DemoLogins.APP.apiKey(), token).order(id);
      assertThat(row.path("tag").asString()).isEqualTo("kept");
      assertThat(row.path("status").asString()).isEqualTo("OPEN");
    }
  }

  @Test
  void anOrderThatTheLedgerMissedKeepsItsTag() {
    String id;
    try (var before = start(folder.resolve("ledger.jsonl"))) {
      id = place(Kite.of(before, DemoLogins.FIRST.user()));
    }

    try (var after = start(folder.resolve("empty.jsonl"))) {
      var row = Kite.of(after, DemoLogins.FIRST.user()).order(id);
      assertThat(row.path("tag").asString()).isEqualTo("kept");
      assertThat(after.accepted("kept")).isEqualTo(1);
    }
  }

  private static String place(Kite kite) {
    return kite.place(
        "regular",
        "exchange",
        "NSE",
        "tradingsymbol",
        "RELIANCE",
        "transaction_type",
        "BUY",
        "order_type",
        "LIMIT",
        "product",
        "CNC",
        "quantity",
        "1",
        "price",
        "1100",
        "tag",
        "kept");
  }

  private ZerodhaSimulator start(Path ledger) {
    return ZerodhaSimulator.start(
        new ZerodhaSetup(
            SimulatorClock.standing(Scene.MORNING),
            Tape.of(TapeConfig.alwaysOpen()),
            false,
            FileJournal.open(folder.resolve("venue.journal")),
            TruthLedger.in(ledger),
            folder),
        0);
  }
}
