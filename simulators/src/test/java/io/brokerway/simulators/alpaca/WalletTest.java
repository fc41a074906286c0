package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Coins that come from outside and go there. */
final class WalletTest {
  private static final String PATH = "/v2/wallets/transfers";

  private final Scene scene = Scene.alwaysOpen();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void transfersMoveTheHoldingAndAreListed() {
    transfer("BTC/USD", "0.5");
    scene.alpaca.clock().advance(java.time.Duration.ofHours(1));
    transfer("BTC/USD", "-0.2");

    var transfers = scene.paper.get(PATH).json();

    assertThat(transfers)
        .extracting(entry -> entry.path("direction").asString() + entry.path("amount").asString())
        .containsExactly("OUTGOING0.2", "INCOMING0.5");
    var incoming = transfers.path(1);
    assertThat(incoming.path("asset").asString()).isEqualTo("BTC");
    assertThat(incoming.path("chain").asString()).isEqualTo("BTC");
    assertThat(incoming.path("status").asString()).isEqualTo("COMPLETE");
    assertThat(incoming.path("created_at").asString()).isEqualTo("2026-03-03T15:00:00Z");
    assertThat(incoming.path("to_address")).isEqualTo(transfers.path(0).path("from_address"));
    assertThat(new BigDecimal(incoming.path("usd_value").asString())).isPositive();
    assertThat(scene.paper.get("/v2/positions/BTCUSD").text("qty")).isEqualTo("0.3");
    assertThat(scene.paper.get("/v2/account").text("cash")).isEqualTo("100000");
    assertThat(scene.paper.get(PATH + "/" + incoming.path("id").asString()).json())
        .isEqualTo(incoming);
  }

  @Test
  void transfersAreNoActivities() {
    transfer("ETH/USD", "2");

    assertThat(scene.paper.get("/v2/account/activities").json())
        .extracting(row -> row.path("activity_type").asString())
        .containsExactly("CSD");
  }

  @Test
  void nobodySeesTheTransfersOfOthers() {
    transfer("BTC/USD", "1");
    var id = scene.paper.get(PATH).json().path(0).path("id").asString();
    var other = scene.paperAs(DemoLogins.SECOND_PAPER.keys());

    assertThat(other.get(PATH).json()).isEmpty();
    assertThat(other.get(PATH + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void moreThanThereIsDoesNotGo() {
    var reply =
        scene
            .control()
            .post(
                "/alpaca/transfers",
                "{\"key_id\":\"%s\",\"symbol\":\"BTC/USD\",\"amount\":\"-1\"}"
                    .formatted(DemoLogins.PAPER.keys().keyId()));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(scene.paper.get(PATH).json()).isEmpty();
  }

  private void transfer(String symbol, String amount) {
    var reply =
        scene
            .control()
            .post(
                "/alpaca/transfers",
                "{\"key_id\":\"%s\",\"symbol\":\"%s\",\"amount\":\"%s\"}"
                    .formatted(DemoLogins.PAPER.keys().keyId(), symbol, amount));
    assertThat(reply.status()).isEqualTo(201);
  }
}
