package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OrdersTest {
  private final Scene scene = Scene.alwaysOpen();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void marketOrderIsAnsweredPendingAndFills() {
    var reply =
        scene.paper.place(
            """
            {"symbol":"AAPL","qty":"3","side":"buy","type":"market","time_in_force":"day",
             "client_order_id":"mine-1"}\
            """);

    var filled = scene.paper.get("/v2/orders/" + reply.path("id").asString()).json();
    assertThat(reply.path("status").asString()).isEqualTo("pending_new");
    assertThat(reply.path("filled_qty").asString()).isEqualTo("0");
    assertThat(reply.path("filled_avg_price").isNull()).isTrue();
    assertThat(reply.path("client_order_id").asString()).isEqualTo("mine-1");
    assertThat(reply.path("position_intent").asString()).isEqualTo("buy_to_open");
    assertThat(filled.path("status").asString()).isEqualTo("filled");
    assertThat(filled.path("filled_qty").asString()).isEqualTo("3");
    assertThat(filled.path("filled_at").isString()).isTrue();
    assertThat(new BigDecimal(filled.path("filled_avg_price").asString()))
        .isGreaterThanOrEqualTo(scene.ask("AAPL"));
  }

  @Test
  void restingOrderIsNewAndInTheList() {
    var placed = restingOrder("AAPL", "resting-1");

    var open = scene.paper.get("/v2/orders").json();
    var byClientId =
        scene.paper.get("/v2/orders:by_client_order_id?client_order_id=resting-1").json();

    assertThat(open).hasSize(1);
    assertThat(open.path(0).path("id").asString()).isEqualTo(placed);
    assertThat(open.path(0).path("status").asString()).isEqualTo("new");
    assertThat(byClientId.path("id").asString()).isEqualTo(placed);
  }

  @Test
  void clientOrderIdIsTakenOnce() {
    restingOrder("AAPL", "once");

    var reply =
        scene.paper.post(
            "/v2/orders",
            """
            {"symbol":"SPY","qty":"1","side":"buy","type":"market","time_in_force":"day",
             "client_order_id":"once"}\
            """);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.response().body())
        .isEqualTo("{\"code\":40010001,\"message\":\"client_order_id must be unique\"}");
    assertThat(scene.alpaca.accepted("once")).isEqualTo(1);
  }

  @Test
  void cancelIsAnsweredEmptyAndThenRefused() {
    var id = restingOrder("AAPL", "to-cancel");

    var first = scene.paper.delete("/v2/orders/" + id);
    var second = scene.paper.delete("/v2/orders/" + id);

    assertThat(first.status()).isEqualTo(204);
    assertThat(first.response().body()).isEmpty();
    assertThat(second.status()).isEqualTo(422);
    assertThat(second.response().body())
        .isEqualTo(
            "{\"code\":42210000,\"message\":\"order is already in \\\"canceled\\\" state\"}");
    assertThat(scene.paper.get("/v2/orders/" + id).text("status")).isEqualTo("canceled");
  }

  @Test
  void cancelAllTellsOfEachOrder() {
    restingOrder("AAPL", "all-1");
    restingOrder("SPY", "all-2");

    var reply = scene.paper.delete("/v2/orders");

    assertThat(reply.status()).isEqualTo(207);
    assertThat(reply.json()).hasSize(2);
    assertThat(reply.json().path(0).path("status").intValue()).isEqualTo(200);
    assertThat(scene.paper.get("/v2/orders").json()).isEmpty();
  }

  @Test
  void replaceMakesANewOrderLinkedToTheOldOne() {
    var old = restingOrder("AAPL", "chain-1");

    var reply =
        scene.paper.patch(
            "/v2/orders/" + old,
            """
            {"qty":"2","limit_price":"21.50","client_order_id":"chain-2"}\
            """);

    var before = scene.paper.get("/v2/orders/" + old);
    var after = scene.paper.get("/v2/orders:by_client_order_id?client_order_id=chain-2");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("replaces")).isEqualTo(old);
    assertThat(reply.text("qty")).isEqualTo("2");
    assertThat(reply.text("limit_price")).isEqualTo("21.5");
    assertThat(before.text("status")).isEqualTo("replaced");
    assertThat(before.text("replaced_by")).isEqualTo(reply.text("id"));
    assertThat(after.text("id")).isEqualTo(reply.text("id"));
    assertThat(scene.alpaca.ledger())
        .extracting(e -> e.path("kind").asString())
        .containsExactly("place", "replace");
  }

  @Test
  void filledOrderCannotBeReplaced() {
    var order =
        scene.paper.place(
            """
            {"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day"}\
            """);

    var reply =
        scene.paper.patch(
            "/v2/orders/" + order.path("id").asString(),
            """
            {"qty":"2"}\
            """);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text("message")).isEqualTo("order is already in \"filled\" state");
  }

  @Test
  void notionalOrderHasNoQuantityAndFillsAFraction() {
    var order =
        scene.paper.place(
            """
            {"symbol":"AAPL","notional":"250.00","side":"buy","type":"market","time_in_force":"day"}\
            """);

    var filled = scene.paper.get("/v2/orders/" + order.path("id").asString()).json();
    assertThat(filled.path("qty").isNull()).isTrue();
    assertThat(filled.path("notional").asString()).isEqualTo("250");
    assertThat(filled.path("status").asString()).isEqualTo("filled");
    assertThat(new BigDecimal(filled.path("filled_qty").asString()).scale()).isPositive();
  }

  @Test
  void cryptoOrderIsNamedWithASlashAndItsPositionWithout() {
    scene.paper.place(
        """
        {"symbol":"BTC/USD","qty":"0.05","side":"buy","type":"market","time_in_force":"gtc"}\
        """);

    var order = scene.paper.get("/v2/orders?status=all").json().path(0);
    var position = scene.paper.get("/v2/positions/BTCUSD");
    assertThat(order.path("symbol").asString()).isEqualTo("BTC/USD");
    assertThat(order.path("asset_class").asString()).isEqualTo("crypto");
    assertThat(position.status()).isEqualTo(200);
    assertThat(position.text("symbol")).isEqualTo("BTCUSD");
    assertThat(scene.paper.get("/v2/assets/BTC%2FUSD").text("class")).isEqualTo("crypto");
  }

  @Test
  void bracketHoldsItsExitsUntilTheEntryFills() {
    var ask = scene.ask("AAPL");
    var order =
        scene.paper.place(
            """
            {"symbol":"AAPL","qty":"2","side":"buy","type":"limit","limit_price":"%s",
             "time_in_force":"gtc","order_class":"bracket","take_profit":{"limit_price":"%s"},
             "stop_loss":{"stop_price":"20.00"}}\
            """
                .formatted(scene.restingBuy("AAPL"), ask.add(BigDecimal.TEN)));

    var listed = scene.paper.get("/v2/orders?status=all").json();
    var nested = scene.paper.get("/v2/orders?status=all&nested=true").json();
    assertThat(order.path("order_class").asString()).isEqualTo("bracket");
    assertThat(order.path("legs")).hasSize(2);
    assertThat(order.path("legs").path(0).path("status").asString()).isEqualTo("held");
    assertThat(listed).hasSize(3);
    assertThat(nested).hasSize(1);
    assertThat(nested.path(0).path("legs")).hasSize(2);
  }

  @Test
  void ocoExitsOfAPositionCancelEachOther() {
    scene.paper.place(
        """
        {"symbol":"AAPL","qty":"2","side":"buy","type":"market","time_in_force":"day"}\
        """);
    var order =
        scene.paper.place(
            """
            {"symbol":"AAPL","qty":"2","side":"sell","type":"limit","time_in_force":"gtc",
             "order_class":"oco","take_profit":{"limit_price":"%s"},
             "stop_loss":{"stop_price":"20.00"}}\
            """
                .formatted(scene.ask("AAPL").add(BigDecimal.TEN)));

    scene.paper.delete("/v2/orders/" + order.path("id").asString());

    var legs = order.path("legs");
    assertThat(legs).hasSize(1);
    assertThat(scene.paper.get("/v2/orders/" + legs.path(0).path("id").asString()).text("status"))
        .isEqualTo("canceled");
  }

  @Test
  void otoExitBeginsToWorkOnceItsEntryFilled() {
    var order =
        scene.paper.place(
            """
            {"symbol":"AAPL","qty":"2","side":"buy","type":"market","time_in_force":"gtc",
             "order_class":"oto","stop_loss":{"stop_price":"20.00"}}\
            """);

    var legs = order.path("legs");
    var exit = scene.paper.get("/v2/orders/" + legs.path(0).path("id").asString());
    assertThat(order.path("order_class").asString()).isEqualTo("oto");
    assertThat(legs).hasSize(1);
    assertThat(legs.path(0).path("status").asString()).isEqualTo("held");
    assertThat(exit.text("status")).isEqualTo("new");
    assertThat(exit.text("side")).isEqualTo("sell");
    assertThat(exit.text("stop_price")).isEqualTo("20");
    assertThat(exit.text("qty")).isEqualTo("2");
  }

  @Test
  void trailingStopShowsItsMark() {
    scene.paper.place(
        """
        {"symbol":"AAPL","qty":"2","side":"buy","type":"market","time_in_force":"day"}\
        """);

    var order =
        scene.paper.place(
            """
            {"symbol":"AAPL","qty":"2","side":"sell","type":"trailing_stop","time_in_force":"gtc",
             "trail_percent":"5"}\
            """);

    assertThat(order.path("trail_percent").asString()).isEqualTo("5");
    assertThat(order.path("hwm").isString()).isTrue();
    assertThat(new BigDecimal(order.path("stop_price").asString()))
        .isLessThan(new BigDecimal(order.path("hwm").asString()));
  }

  @Test
  void listIsFilteredAndPaged() {
    var first = restingOrder("AAPL", "list-1");
    scene.alpaca.clock().advance(java.time.Duration.ofSeconds(1));
    var second = restingOrder("SPY", "list-2");
    scene.alpaca.clock().advance(java.time.Duration.ofSeconds(1));
    var third = restingOrder("AAPL", "list-3");

    var ascending = scene.paper.get("/v2/orders?direction=asc&limit=2").json();
    var after =
        scene
            .paper
            .get(
                "/v2/orders?direction=asc&after="
                    + ascending.path(1).path("submitted_at").asString())
            .json();
    var apples = scene.paper.get("/v2/orders?symbols=AAPL").json();
    var before = scene.paper.get("/v2/orders?before_order_id=" + second).json();

    assertThat(ascending).extracting(o -> o.path("id").asString()).containsExactly(first, second);
    assertThat(after).extracting(o -> o.path("id").asString()).containsExactly(third);
    assertThat(apples).extracting(o -> o.path("id").asString()).containsExactly(third, first);
    assertThat(before).extracting(o -> o.path("id").asString()).containsExactly(first);
    assertThat(scene.paper.get("/v2/orders?status=closed").json()).isEmpty();
    assertThat(scene.paper.get("/v2/orders?status=bad").status()).isEqualTo(422);
  }

  private String restingOrder(String symbol, String clientOrderId) {
    return scene
        .paper
        .place(
            """
            {"symbol":"%s","qty":"1","side":"buy","type":"limit","limit_price":"%s",
             "time_in_force":"gtc","client_order_id":"%s"}\
            """
                .formatted(symbol, scene.restingBuy(symbol), clientOrderId))
        .path("id")
        .asString();
  }
}
