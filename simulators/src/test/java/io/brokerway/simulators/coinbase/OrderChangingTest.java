package io.brokerway.simulators.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class OrderChangingTest {
  private final Scene scene = new Scene();
  private final Caller caller = scene.caller;

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void anEditKeepsTheIdAndIsRemembered() {
    var id = resting("a", "0.5");
    var price = scene.times("BTC-USD", "0.6");

    var reply = edit(id, price, "0.7");

    assertThat(reply.path("success").booleanValue()).isTrue();
    var order = caller.order(id);
    assertThat(order.path("status").asString()).isEqualTo("OPEN");
    assertThat(order.path("client_order_id").asString()).isEqualTo("a");
    var configuration = order.path("order_configuration").path("limit_limit_gtc");
    assertThat(configuration.path("base_size").asString()).isEqualTo("0.7");
    assertThat(configuration.path("limit_price").asDecimal()).isEqualByComparingTo(price);
    assertThat(order.path("edit_history")).hasSize(1);
    assertThat(list("order_status=OPEN")).hasSize(1);
    assertThat(scene.coinbase.ledger())
        .extracting(entry -> entry.path("kind").asString())
        .containsExactly("place", "replace");
  }

  @Test
  void anEditAfterAPartialFillCountsWhatFilled() {
    scene.offer("0.2");
    var id =
        caller.place(OrderPlacingTest.limit("b", "BUY", "0.5", scene.times("BTC-USD", "1.05")));

    assertThat(reason(edit(id, scene.times("BTC-USD", "1.04"), "0.2")))
        .isEqualTo("CANNOT_EDIT_TO_BELOW_FILLED_SIZE");
    edit(id, scene.times("BTC-USD", "0.6"), "0.6");
    assertThat(caller.order(id).path("filled_size").asString()).isEqualTo("0.2");
    edit(id, scene.times("BTC-USD", "1.05"), "0.6");
    scene.offer("9");

    var order = caller.order(id);
    assertThat(order.path("status").asString()).isEqualTo("FILLED");
    assertThat(order.path("filled_size").asString()).isEqualTo("0.6");
    assertThat(caller.get("/orders/historical/fills?order_ids=" + id).json().path("fills"))
        .hasSize(2)
        .allSatisfy(fill -> assertThat(fill.path("order_id").asString()).isEqualTo(id));
  }

  @Test
  void anOmittedFigureIsReadAsZero() {
    var id = resting("c", "0.5");

    var noSize =
        caller.post("/orders/edit", "{\"order_id\":\"%s\",\"price\":\"100\"}".formatted(id));
    var noPrice =
        caller.post("/orders/edit", "{\"order_id\":\"%s\",\"size\":\"0.6\"}".formatted(id));

    assertThat(reason(noSize.json())).isEqualTo("INVALID_EDITED_SIZE");
    assertThat(reason(noPrice.json())).isEqualTo("INVALID_EDITED_PRICE");
  }

  @Test
  void whatCannotBeEditedIsRefusedByName() {
    var limit = scene.times("BTC-USD", "0.5");
    var id = resting("d", "0.5");
    var filled =
        caller.place(
            OrderPlacingTest.order("e", "BUY", "\"market_market_ioc\":{\"base_size\":\"1\"}"));
    var dated =
        caller.place(
            OrderPlacingTest.order(
                "f",
                "BUY",
                """
                "limit_limit_gtd":{"base_size":"0.5","limit_price":"%s",
                "end_time":"2026-03-04T15:00:00Z"}\
                """
                    .formatted(limit)));

    assertThat(reason(edit(id, limit, "0.5"))).isEqualTo("EDIT_REQUEST_EQUAL_TO_ORIGINAL_REQUEST");
    assertThat(reason(edit("nothing", limit, "0.5"))).isEqualTo("ORDER_NOT_FOUND");
    assertThat(reason(edit(filled, limit, "2"))).isEqualTo("ONLY_OPEN_ORDERS_CAN_BE_EDITED");
    assertThat(reason(edit(dated, limit, "2"))).isEqualTo("ONLY_LIMIT_ORDER_EDITS_SUPPORTED");
    assertThat(reason(edit(id, "1.234", "0.5"))).isEqualTo("INVALID_EDITED_PRICE");
  }

  @Test
  void aBracketIsEditedInBothItsPrices() {
    caller.place(OrderPlacingTest.order("g", "BUY", "\"market_market_ioc\":{\"base_size\":\"2\"}"));
    var id =
        caller.place(
            OrderPlacingTest.order(
                "h",
                "SELL",
                """
                "trigger_bracket_gtc":{"base_size":"2","limit_price":"%s",
                "stop_trigger_price":"%s"}\
                """
                    .formatted(scene.times("BTC-USD", "1.5"), scene.times("BTC-USD", "0.5"))));
    var price = scene.times("BTC-USD", "1.6");
    var stop = scene.times("BTC-USD", "0.6");

    var reply =
        caller
            .post(
                "/orders/edit",
                "{\"order_id\":\"%s\",\"price\":\"%s\",\"size\":\"2\",\"stop_price\":\"%s\"}"
                    .formatted(id, price, stop))
            .json();

    assertThat(reply.path("success").booleanValue()).isTrue();
    var shown = caller.order(id).path("order_configuration").path("trigger_bracket_gtc");
    assertThat(shown.path("limit_price").asDecimal()).isEqualByComparingTo(price);
    assertThat(shown.path("stop_trigger_price").asDecimal()).isEqualByComparingTo(stop);
    cancel(id);
    assertThat(caller.order(id).path("status").asString()).isEqualTo("CANCELLED");
    assertThat(scene.coinbase.venue().openOrders(DemoLogins.MAIN.portfolio().key())).isEmpty();
  }

  @Test
  void cancelsAreAnsweredOneByOne() {
    var open = resting("i", "0.5");
    var filled =
        caller.place(
            OrderPlacingTest.order("j", "BUY", "\"market_market_ioc\":{\"base_size\":\"1\"}"));

    var results =
        caller
            .post(
                "/orders/batch_cancel",
                "{\"order_ids\":[\"%s\",\"%s\",\"nothing\"]}".formatted(open, filled))
            .json()
            .path("results");

    assertThat(results.path(0).path("success").booleanValue()).isTrue();
    assertThat(results.path(0).path("failure_reason").asString())
        .isEqualTo("UNKNOWN_CANCEL_FAILURE_REASON");
    assertThat(results.path(1).path("failure_reason").asString())
        .isEqualTo("ORDER_IS_FULLY_FILLED");
    assertThat(results.path(2).path("failure_reason").asString()).isEqualTo("UNKNOWN_CANCEL_ORDER");
    assertThat(cancel(open).path("failure_reason").asString())
        .isEqualTo("DUPLICATE_CANCEL_REQUEST");
  }

  @Test
  void theListIsPagedAndFiltered() {
    for (var number = 0; number < 5; number++) {
      resting("k" + number, "0.01");
    }
    caller.place(
        OrderPlacingTest.order("l", "BUY", "\"market_market_ioc\":{\"base_size\":\"0.1\"}"));

    var first = caller.get("/orders/historical/batch?limit=4").json();
    var second =
        caller
            .get("/orders/historical/batch?limit=4&cursor=" + first.path("cursor").asString())
            .json();

    assertThat(first.path("orders")).hasSize(4);
    assertThat(first.path("has_next").booleanValue()).isTrue();
    assertThat(second.path("orders")).hasSize(2);
    assertThat(second.path("has_next").booleanValue()).isFalse();
    assertThat(second.path("cursor").asString()).isEmpty();
    assertThat(list("order_status=FILLED&order_status=CANCELLED")).hasSize(1);
    assertThat(list("order_types=MARKET")).hasSize(1);
    assertThat(list("product_ids=ETH-USD")).isEmpty();
    assertThat(list("start_date=2026-03-04T00:00:00Z")).isEmpty();
    assertThat(caller.get("/orders/historical/batch?order_status=NONSENSE").status())
        .isEqualTo(400);
    assertThat(
            caller.get("/orders/historical/batch?order_status=OPEN&order_status=FILLED").status())
        .isEqualTo(400);
  }

  @Test
  void anOrderOfSomebodyElseIsNotFound() {
    var id = resting("m", "0.5");
    var other = scene.as(DemoLogins.SECOND.key());

    var reply = other.get("/orders/historical/" + id);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("error_details").asString())
        .isEqualTo("order with this orderID was not found");
  }

  private String resting(String id, String size) {
    return caller.place(OrderPlacingTest.limit(id, "BUY", size, scene.times("BTC-USD", "0.5")));
  }

  private JsonNode edit(String id, String price, String size) {
    return caller
        .post(
            "/orders/edit",
            "{\"order_id\":\"%s\",\"price\":\"%s\",\"size\":\"%s\"}".formatted(id, price, size))
        .json();
  }

  private JsonNode cancel(String id) {
    return caller
        .post("/orders/batch_cancel", "{\"order_ids\":[\"%s\"]}".formatted(id))
        .json()
        .path("results")
        .path(0);
  }

  private JsonNode list(String query) {
    return caller.get("/orders/historical/batch?" + query).json().path("orders");
  }

  private static String reason(JsonNode reply) {
    assertThat(reply.path("success").booleanValue()).isFalse();
    return reply.path("errors").path(0).path("edit_failure_reason").asString();
  }
}
