package io.brokerway.simulators.charlesschwab;

import static io.brokerway.simulators.charlesschwab.Scene.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import io.brokerway.simulators.SimulatorClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on purpose, and what outlives the process. */
final class SchwabFaultsTest {
  private static final String BUY = simple("BUY", 1, "AAPL", "\"orderType\":\"MARKET\"");
  private static final String PLACE = "/trader/v1/accounts/[^/]+/orders";

  @Test
  void anErrorMayComeThoughTheOrderWasTaken() {
    try (var scene = Scene.alwaysOpen()) {
      scene.schwab.spoil(
          Fault.afterAccepting(
              "charles_schwab", "POST", PLACE, new Answer.Status(503, "application/json", "{}")));

      assertThat(scene.place(BUY).status()).isEqualTo(503);
      assertThat(scene.schwab.ledger()).hasSize(1);
    }
  }

  @Test
  void anOrderMayBeLostThoughItWasAnswered() {
    try (var scene = Scene.alwaysOpen()) {
      scene.schwab.spoil(
          Fault.withoutAccepting("charles_schwab", "POST", PLACE, new Answer.AsIs()));

      var lost = scene.place(BUY);

      assertThat(lost.status()).isEqualTo(201);
      assertThat(scene.get(scene.orders() + "/" + lost.orderId()).status()).isEqualTo(404);
      assertThat(scene.schwab.ledger()).isEmpty();
    }
  }

  @Test
  void theAddressMayBeMissing() {
    try (var scene = Scene.alwaysOpen()) {
      scene.control("/charles_schwab/locations", "{\"omit\":1}");

      assertThat(scene.place(BUY).location()).isEmpty();
      assertThat(scene.place(BUY).location()).isNotEmpty();
      assertThat(scene.list()).hasSize(2);
    }
  }

  @Test
  void aNewOrderMayBeHiddenForAWhile() {
    try (var scene = Scene.alwaysOpen()) {
      scene.control("/charles_schwab/hidden", "{\"orders\":1,\"for\":\"PT20S\"}");

      var id = scene.place(BUY).orderId();
      var early = scene.list();
      scene.schwab.clock().advance(Duration.ofSeconds(20));

      assertThat(early).isEmpty();
      assertThat(scene.list()).hasSize(1);
      assertThat(scene.order(id).path("status").asString()).isEqualTo("FILLED");
    }
  }

  @Test
  void aClosedMarketIsNoError() {
    try (var scene = Scene.at("2026-03-03T03:00:00Z")) {
      var id = scene.place(BUY).orderId();

      assertThat(scene.order(id).path("status").asString()).isEqualTo("PENDING_ACTIVATION");
    }
  }

  @Test
  void ordersRejectionsAndLoginsOutliveTheProcess(@TempDir Path folder) {
    var clock = SimulatorClock.standing(Scene.MORNING);
    var prices = Tape.of(TapeConfig.alwaysOpen());
    long taken;
    long rejected;
    String token;
    try (var scene =
        Scene.over(SchwabSimulator.start(SchwabSetup.in(folder, clock, prices), 0)).withLogin()) {
      taken = scene.place(BUY).orderId();
      rejected = scene.place(simple("SELL", 5, "AAPL", "\"orderType\":\"MARKET\"")).orderId();
      token = scene.token;
    }

    try (var scene = Scene.over(SchwabSimulator.start(SchwabSetup.in(folder, clock, prices), 0))) {
      scene.token = token;

      assertThat(scene.order(taken).path("status").asString()).isEqualTo("FILLED");
      assertThat(scene.order(taken).at("/orderLegCollection/0/instruction").asString())
          .isEqualTo("BUY");
      assertThat(scene.order(rejected).path("status").asString()).isEqualTo("REJECTED");
    }
  }
}
