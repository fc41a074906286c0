package io.brokerway.simulators.tradestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrdersTest {

  @Test
  void aMarketOrderFillsAndChangesCashAndPosition() {
    try (var scene = Scene.open()) {
      var id = scene.simulation().place(Scene.market("AAPL", "BUY", "10"));

      var order = scene.shown(id);
      assertThat(order.path("Status").asString()).isEqualTo("FLL");
      assertThat(order.path("Legs").get(0).path("ExecQuantity").asString()).isEqualTo("10");
      assertThat(order.path("Legs").get(0).path("QuantityRemaining").asString()).isEqualTo("0");
      assertThat(order.path("ClosedDateTime").asString()).isEqualTo("2026-03-03T15:00:00Z");
      var position =
          scene
              .simulation()
              .get("/v3/brokerage/accounts/" + Scene.MARGIN + "/positions?symbol=AAPL")
              .json()
              .path("Positions")
              .get(0);
      assertThat(position.path("Quantity").asString()).isEqualTo("10");
      assertThat(position.path("LongShort").asString()).isEqualTo("Long");
      var balance =
          scene
              .simulation()
              .get("/v3/brokerage/accounts/" + Scene.MARGIN + "/balances")
              .json()
              .path("Balances")
              .get(0);
      var paid = new BigDecimal(order.path("FilledPrice").asString()).multiply(BigDecimal.TEN);
      assertThat(new BigDecimal(balance.path("CashBalance").asString()))
          .isEqualByComparingTo(new BigDecimal(100_000).subtract(paid).setScale(2));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Limit      | "LimitPrice":"10"                    | ACK
          StopMarket | "StopPrice":"9000"                   | ACK
          StopLimit  | "StopPrice":"9000","LimitPrice":"10" | ACK
          """)
  void everyTypeThatRestsIsShownWithItsPrices(String type, String prices, String status) {
    try (var scene = Scene.open()) {
      var id =
          scene
              .simulation()
              .place(
                  Scene.order(
                      "AAPL",
                      "BUY",
                      "1",
                      "\"OrderType\":\"%s\",%s,\"TimeInForce\":{\"Duration\":\"GTC\"}"
                          .formatted(type, prices)));

      var order = scene.shown(id);
      assertThat(order.path("OrderType").asString()).isEqualTo(type);
      assertThat(order.path("Status").asString()).isEqualTo(status);
      assertThat(order.path("Duration").asString()).isEqualTo("GTC");
      assertThat(order.path("GoodTillDate").asString()).isEqualTo("2026-06-01T00:00:00Z");
    }
  }

  @Test
  void aTrailingStopIsAStopMarketWithAnOption() {
    try (var scene = Scene.open()) {
      scene.simulation().place(Scene.market("AAPL", "BUY", "1"));
      var id =
          scene
              .simulation()
              .place(
                  Scene.order(
                      "AAPL",
                      "SELL",
                      "1",
                      "\"OrderType\":\"StopMarket\",\"TimeInForce\":{\"Duration\":\"GTC\"},"
                          + "\"AdvancedOptions\":{\"TrailingStop\":{\"Percent\":\"2.0\"}}"));

      var order = scene.shown(id);
      assertThat(order.path("OrderType").asString()).isEqualTo("StopMarket");
      assertThat(order.path("TrailingStop").path("Percent").asString()).isEqualTo("2");
      assertThat(order.path("AdvancedOptions").asString()).isEqualTo("TRL;");
      assertThat(order.has("StopPrice")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DAY", "DYP", "GTC", "GCP", "IOC", "FOK", "OPG", "CLO", "1", "3", "5"})
  void everyDurationIsTakenAndShown(String duration) {
    try (var scene = Scene.open()) {
      if (duration.equals("OPG")) {
        scene.clock.advance(Duration.ofHours(10));
      }
      var id =
          scene
              .simulation()
              .place(
                  Scene.order(
                      "AAPL",
                      "BUY",
                      "1",
                      "\"OrderType\":\"Limit\",\"LimitPrice\":\"10\",\"TimeInForce\":{\"Duration\":\"%s\"}"
                          .formatted(duration)));

      assertThat(scene.shown(id).path("Duration").asString()).isEqualTo(duration);
    }
  }

  @Test
  void anOrderForMinutesEndsWithThem() {
    try (var scene = Scene.open()) {
      var id =
          scene
              .simulation()
              .place(
                  Scene.order(
                      "AAPL",
                      "BUY",
                      "1",
                      "\"OrderType\":\"Limit\",\"LimitPrice\":\"10\",\"TimeInForce\":{\"Duration\":\"3\"}"));
      scene.clock.advance(Duration.ofMinutes(3));

      assertThat(scene.shown(id).path("Status").asString()).isEqualTo("EXP");
    }
  }

  @Test
  void aDatedOrderNeedsItsDate() {
    try (var scene = Scene.open()) {
      var terms = "\"OrderType\":\"Limit\",\"LimitPrice\":\"10\",\"TimeInForce\":{%s}";
      var without = terms.formatted("\"Duration\":\"GTD\"");
      var with = terms.formatted("\"Duration\":\"GTD\",\"Expiration\":\"2026-03-05T00:00:00Z\"");

      var refused =
          scene
              .simulation()
              .post("/v3/orderexecution/orders", Scene.order("AAPL", "BUY", "1", without));
      var id = scene.simulation().place(Scene.order("AAPL", "BUY", "1", with));

      assertThat(refused.status()).isEqualTo(400);
      assertThat(scene.shown(id).path("GoodTillDate").asString()).isEqualTo("2026-03-05T00:00:00Z");
      scene.clock.advance(Duration.ofDays(3));
      assertThat(scene.shown(id).path("Status").asString()).isEqualTo("EXP");
    }
  }

  @Test
  void whatTheAccountCannotPayFailsWithinA200() {
    try (var scene = Scene.open()) {
      var reply =
          scene
              .simulation()
              .post("/v3/orderexecution/orders", Scene.market("AAPL", "BUY", "1000000"));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().has("Orders")).isFalse();
      var error = reply.json().path("Errors").get(0);
      assertThat(error.path("Error").asString()).isEqualTo("FAILED");
      assertThat(error.path("Message").asString())
          .startsWith("Order failed. Reason: ")
          .contains("buying power");
      assertThat(scene.tradeStation.ledger()).isEmpty();
    }
  }

  @Test
  void anOrderNeverTurnsAPositionRound() {
    try (var scene = Scene.open()) {
      scene.simulation().place(Scene.market("AAPL", "BUY", "2"));

      var tooMuch = failure(scene, Scene.market("AAPL", "SELL", "3"));
      var shortWhileLong = failure(scene, Scene.market("AAPL", "SELLSHORT", "1"));
      var coverWhileLong = failure(scene, Scene.market("AAPL", "BUYTOCOVER", "1"));

      assertThat(tooMuch).contains("You are long 2 shares.");
      assertThat(shortWhileLong).contains("You are long 2 shares.");
      assertThat(coverWhileLong).contains("You are long 2 shares.");
      assertThat(scene.simulation().place(Scene.market("AAPL", "SELL", "2"))).isNotEmpty();
      assertThat(scene.simulation().place(Scene.market("AAPL", "SELLSHORT", "1"))).isNotEmpty();
    }
  }

  private static String failure(Scene scene, String order) {
    var reply = scene.simulation().post("/v3/orderexecution/orders", order);
    assertThat(reply.status()).isEqualTo(200);
    return reply.json().path("Errors").get(0).path("Message").asString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "OrderType":"Limit"                                          | LimitPrice is required
          "OrderType":"Peg"                                            | OrderType is not valid
          "OrderType":"Market","Colour":"blue"                         | Unknown field: Colour
          "OrderType":"Market","OrderConfirmID":"01234567890123456789012" | OrderConfirmID
          """)
  void aMalformedOrderIsABadRequest(String terms, String message) {
    try (var scene = Scene.open()) {
      var reply =
          scene
              .simulation()
              .post(
                  "/v3/orderexecution/orders",
                  Scene.order(
                      "AAPL", "BUY", "1", terms + ",\"TimeInForce\":{\"Duration\":\"DAY\"}"));

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text("Error")).isEqualTo("BadRequest");
      assertThat(reply.text("Message")).contains(message);
    }
  }

  @Test
  void anUnknownSymbolAndAForeignAccountAreRefusedAsAWhole() {
    try (var scene = Scene.open()) {
      var symbol =
          scene.simulation().post("/v3/orderexecution/orders", Scene.market("NOPE9", "BUY", "1"));
      var account =
          scene
              .simulation()
              .post(
                  "/v3/orderexecution/orders",
                  Scene.market("AAPL", "BUY", "1").replace(Scene.MARGIN, "11001234"));

      assertThat(symbol.status()).isEqualTo(400);
      assertThat(account.status()).isEqualTo(403);
      assertThat(account.text("Message")).isEqualTo("Invalid Account ID.");
    }
  }

  @Test
  void aConfirmIdIsTakenOnceAndNeverShown() {
    try (var scene = Scene.open()) {
      var order =
          Scene.order(
              "AAPL",
              "BUY",
              "1",
              "\"OrderType\":\"Limit\",\"LimitPrice\":\"10\",\"OrderConfirmID\":\"gw01\",\"TimeInForce\":{\"Duration\":\"DAY\"}");
      var id = scene.simulation().place(order);

      var twin = failure(scene, order);

      assertThat(twin).contains("OrderConfirmID");
      assertThat(scene.shown(id).toString()).doesNotContain("gw01");
      assertThat(scene.tradeStation.ledger()).hasSize(1);
      assertThat(scene.tradeStation.ledger().getFirst().path("order_confirm_id").asString())
          .isEqualTo("gw01");
    }
  }

  @Test
  void aReplaceKeepsTheIdAndAPartialFillItsQuantity() {
    try (var scene = Scene.open()) {
      scene.prices.show(new BigDecimal(4));
      var price = scene.ask("AAPL").add(BigDecimal.ONE).toString();
      var id = scene.simulation().place(Scene.limit("AAPL", "BUY", "10", price));

      var partly = scene.shown(id);
      var reply =
          scene
              .simulation()
              .put(
                  "/v3/orderexecution/orders/" + id,
                  "{\"Quantity\":\"12\",\"LimitPrice\":\"10.5\"}");

      assertThat(partly.path("Status").asString()).isEqualTo("FPR");
      assertThat(reply.text("Message")).isEqualTo("Cancel/Replace order sent.");
      assertThat(reply.text("OrderID")).isEqualTo(id);
      var order = scene.shown(id);
      assertThat(order.path("LimitPrice").asString()).isEqualTo("10.5");
      assertThat(order.path("Legs").get(0).path("QuantityOrdered").asString()).isEqualTo("12");
      assertThat(order.path("Legs").get(0).path("ExecQuantity").asString()).isEqualTo("4");
    }
  }

  @Test
  void aCancelIsRefusedOnceTheOrderIsGone() {
    try (var scene = Scene.open()) {
      var id = scene.simulation().place(Scene.limit("AAPL", "BUY", "1", "10"));

      var first = scene.simulation().delete("/v3/orderexecution/orders/" + id);
      var second = scene.simulation().delete("/v3/orderexecution/orders/" + id);
      var unknown = scene.simulation().delete("/v3/orderexecution/orders/1");

      assertThat(first.text("Message")).isEqualTo("Cancel request sent");
      assertThat(scene.shown(id).path("Status").asString()).isEqualTo("OUT");
      assertThat(second.status()).isEqualTo(400);
      assertThat(second.text("Message")).isEqualTo("Not an open order.");
      assertThat(unknown.status()).isEqualTo(404);
      assertThat(unknown.text("Message")).isEqualTo("Invalid order ID.");
    }
  }

  @Test
  void aConfirmationPlacesNothing() {
    try (var scene = Scene.open()) {
      var reply =
          scene
              .simulation()
              .post("/v3/orderexecution/orderconfirm", Scene.limit("AAPL", "BUY", "10", "100"));

      var confirmation = reply.json().path("Confirmations").get(0);
      assertThat(confirmation.path("EstimatedCost").asString()).isEqualTo("1000");
      assertThat(confirmation.path("DebitCreditEstimatedCost").asString()).isEqualTo("-1000");
      assertThat(scene.tradeStation.ledger()).isEmpty();
    }
  }
}
