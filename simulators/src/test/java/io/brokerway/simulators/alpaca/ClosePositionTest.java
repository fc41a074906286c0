package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClosePositionTest {
  private final Scene scene = Scene.alwaysOpen();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void positionIsClosedInPart() {
    buy("AAPL", "4");

    var order = scene.paper.delete("/v2/positions/AAPL?percentage=25");

    assertThat(order.status()).isEqualTo(200);
    assertThat(order.text("qty")).isEqualTo("1");
    assertThat(order.text("side")).isEqualTo("sell");
    assertThat(order.text("position_intent")).isEqualTo("sell_to_close");
    assertThat(scene.paper.get("/v2/positions/AAPL").text("qty")).isEqualTo("3");
  }

  @Test
  void everythingIsClosedAndCanceled() {
    buy("AAPL", "4");
    scene.paper.place(
        """
        {"symbol":"SPY","qty":"2","side":"sell","type":"market","time_in_force":"day"}\
        """);
    scene.paper.place(
        """
        {"symbol":"AAPL","qty":"4","side":"sell","type":"limit","limit_price":"9999",
         "time_in_force":"gtc"}\
        """);

    var reply = scene.paper.delete("/v2/positions?cancel_orders=true");

    assertThat(reply.status()).isEqualTo(207);
    assertThat(reply.json())
        .extracting(entry -> entry.path("symbol").asString())
        .containsExactlyInAnyOrder("AAPL", "SPY");
    assertThat(reply.json())
        .extracting(entry -> entry.path("body").path("side").asString())
        .containsExactlyInAnyOrder("sell", "buy");
    assertThat(scene.paper.get("/v2/positions").json()).isEmpty();
    assertThat(scene.paper.get("/v2/orders").json()).isEmpty();
  }

  @Test
  void whatIsNotHeldOrNotMeantIsRefused() {
    buy("AAPL", "4");

    assertThat(scene.paper.delete("/v2/positions/SPY").status()).isEqualTo(404);
    assertThat(scene.paper.delete("/v2/positions/AAPL?qty=5").status()).isEqualTo(403);
    assertThat(scene.paper.delete("/v2/positions/AAPL?percentage=101").status()).isEqualTo(422);
    assertThat(scene.paper.delete("/v2/positions/AAPL?qty=1&percentage=1").status()).isEqualTo(422);
    assertThat(scene.paper.get("/v2/positions/AAPL").text("qty")).isEqualTo("4");
  }

  private void buy(String symbol, String quantity) {
    scene.paper.place(
        """
        {"symbol":"%s","qty":"%s","side":"buy","type":"market","time_in_force":"day"}\
        """
            .formatted(symbol, quantity));
  }
}
