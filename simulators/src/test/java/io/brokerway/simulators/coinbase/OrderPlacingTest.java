package io.brokerway.simulators.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class OrderPlacingTest {
  private final Scene scene = new Scene();
  private final Caller caller = scene.caller;

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aMarketOrderByMoneyFillsAtOnce() {
    var id = caller.place(order("a", "BUY", "\"market_market_ioc\":{\"quote_size\":\"1000\"}"));

    var order = caller.order(id);
    assertThat(text(order, "status")).isEqualTo("FILLED");
    assertThat(text(order, "order_type")).isEqualTo("MARKET");
    assertThat(text(order, "time_in_force")).isEqualTo("IMMEDIATE_OR_CANCEL");
    assertThat(order.path("size_in_quote").booleanValue()).isTrue();
    assertThat(text(order, "fee")).isEmpty();
    assertThat(order.path("total_fees").asDecimal()).isPositive();
    assertThat(order.path("filled_value").asDecimal()).isBetween(dec("999"), dec("1000"));
    assertThat(text(order, "completion_percentage")).isEqualTo("100");
  }

  @Test
  void aRestingLimitOrderIsOpenAndHoldsItsMoney() {
    var limit = scene.times("BTC-USD", "0.5");
    var id = caller.place(limit("b", "BUY", "0.5", limit));

    var order = caller.order(id);
    assertThat(text(order, "status")).isEqualTo("OPEN");
    assertThat(text(order, "filled_size")).isEqualTo("0");
    assertThat(order.path("outstanding_hold_amount").asDecimal())
        .isEqualByComparingTo(dec(limit).multiply(dec("0.5")));
    assertThat(
            order
                .path("order_configuration")
                .path("limit_limit_gtc")
                .path("limit_price")
                .asString())
        .isEqualTo(limit);
  }

  @Test
  void aFillInPartsShowsEachStep() {
    scene.offer("0.2");
    var id = caller.place(limit("c", "BUY", "0.5", scene.times("BTC-USD", "1.05")));

    assertThat(text(caller.order(id), "filled_size")).isEqualTo("0.2");
    assertThat(text(caller.order(id), "status")).isEqualTo("OPEN");
    scene.offer("1");
    assertThat(text(caller.order(id), "status")).isEqualTo("FILLED");
    assertThat(text(caller.order(id), "number_of_fills")).isEqualTo("2");
    var fills = caller.get("/orders/historical/fills?order_ids=" + id).json().path("fills");
    assertThat(fills).hasSize(2);
    assertThat(fills.path(0).path("size").asString()).isEqualTo("0.3");
    assertThat(fills.path(0).path("entry_id").asString())
        .isNotEqualTo(fills.path(1).path("entry_id").asString());
  }

  @Test
  void theSameClientOrderIdReturnsTheFirstOrder() {
    var body = limit("d", "BUY", "0.5", scene.times("BTC-USD", "0.5"));

    var first = caller.place(body);
    var second = caller.place(body);

    assertThat(second).isEqualTo(first);
    assertThat(scene.coinbase.accepted("d")).isEqualTo(1);
  }

  @Test
  void aDuplicateIsRefusedWhereToldSo() {
    var body = limit("e", "BUY", "0.5", scene.times("BTC-USD", "0.5"));
    caller.place(body);
    Control.post(scene, "/coinbase/duplicates", "{\"answer\":\"refuse\"}");

    var refused = caller.post("/orders", body).json();

    assertThat(refused.path("success").booleanValue()).isFalse();
    assertThat(failure(refused)).isEqualTo("DUPLICATE_CLIENT_ORDER_ID");
  }

  @Test
  void immediateOrdersEndWhatTheyDoNotFill() {
    scene.offer("0.2");
    var limit = scene.times("BTC-USD", "1.05");
    var some =
        caller.place(
            order(
                "f",
                "BUY",
                "\"sor_limit_ioc\":{\"base_size\":\"0.5\",\"limit_price\":\"%s\"}"
                    .formatted(limit)));
    scene.offer("0.2");
    var none =
        caller.place(
            order(
                "g",
                "BUY",
                "\"limit_limit_fok\":{\"base_size\":\"0.5\",\"limit_price\":\"%s\"}"
                    .formatted(limit)));

    assertThat(text(caller.order(some), "status")).isEqualTo("CANCELLED");
    assertThat(text(caller.order(some), "filled_size")).isEqualTo("0.2");
    assertThat(text(caller.order(none), "status")).isEqualTo("CANCELLED");
    assertThat(text(caller.order(none), "filled_size")).isEqualTo("0");
  }

  @Test
  void anOrderUntilADateExpires() {
    var id =
        caller.place(
            order(
                "h",
                "BUY",
                """
                "limit_limit_gtd":{"base_size":"0.5","limit_price":"%s",
                "end_time":"2026-03-03T15:10:00Z"}\
                """
                    .formatted(scene.times("BTC-USD", "0.5"))));

    assertThat(text(caller.order(id), "time_in_force")).isEqualTo("GOOD_UNTIL_DATE_TIME");
    scene.coinbase.clock().advance(java.time.Duration.ofMinutes(11));
    assertThat(text(caller.order(id), "status")).isEqualTo("EXPIRED");
  }

  @Test
  void aStopWaitsForItsTrigger() {
    var id =
        caller.place(
            order(
                "i",
                "BUY",
                """
                "stop_limit_stop_limit_gtc":{"base_size":"0.5","limit_price":"%s",
                "stop_price":"%s","stop_direction":"STOP_DIRECTION_STOP_UP"}\
                """
                    .formatted(scene.times("BTC-USD", "1.7"), scene.times("BTC-USD", "1.6"))));

    var order = caller.order(id);
    assertThat(text(order, "status")).isEqualTo("OPEN");
    assertThat(text(order, "trigger_status")).isEqualTo("STOP_PENDING");
    assertThat(text(order, "order_type")).isEqualTo("STOP_LIMIT");
  }

  @Test
  void aBracketIsOneOrderWithTwoExits() {
    caller.place(order("j", "BUY", "\"market_market_ioc\":{\"base_size\":\"2\"}"));
    var id =
        caller.place(
            order(
                "k",
                "SELL",
                """
                "trigger_bracket_gtc":{"base_size":"2","limit_price":"%s",
                "stop_trigger_price":"%s"}\
                """
                    .formatted(scene.times("BTC-USD", "1.5"), scene.times("BTC-USD", "0.5"))));

    var order = caller.order(id);
    assertThat(text(order, "order_type")).isEqualTo("BRACKET");
    assertThat(text(order, "trigger_status")).isEqualTo("STOP_PENDING");
    assertThat(open()).hasSize(1);
    caller.post("/orders/batch_cancel", "{\"order_ids\":[\"%s\"]}".formatted(id));
    assertThat(text(caller.order(id), "status")).isEqualTo("CANCELLED");
    assertThat(open()).isEmpty();
    assertThat(scene.coinbase.venue().openOrders(DemoLogins.MAIN.portfolio().key())).isEmpty();
  }

  @Test
  void anAttachedBracketWaitsForItsParent() {
    var parent =
        caller.post(
            "/orders",
            """
            {"client_order_id":"l","product_id":"BTC-USD","side":"BUY",
            "order_configuration":{"limit_limit_gtc":{"base_size":"1","limit_price":"%s"}},
            "attached_order_configuration":{"trigger_bracket_gtc":{"limit_price":"%s",
            "stop_trigger_price":"%s"}}}
            """
                .formatted(
                    scene.times("BTC-USD", "1.05"),
                    scene.times("BTC-USD", "1.5"),
                    scene.times("BTC-USD", "0.5")));

    var response = parent.json().path("success_response");
    var attached = caller.order(response.path("attached_order_id").asString());
    assertThat(text(attached, "status")).isEqualTo("OPEN");
    assertThat(text(attached, "order_type")).isEqualTo("TAKE_PROFIT_STOP_LOSS");
    assertThat(text(attached, "originating_order_id"))
        .isEqualTo(response.path("order_id").asString());
    assertThat(text(attached, "side")).isEqualTo("SELL");
    assertThat(
            attached
                .path("order_configuration")
                .path("trigger_bracket_gtc")
                .path("base_size")
                .asString())
        .isEqualTo("1");
  }

  @Test
  void aMarketOrderMayBringABracket() {
    scene.offer("0.4");
    var parent =
        caller.post(
            "/orders",
            """
            {"client_order_id":"m","product_id":"BTC-USD","side":"BUY",
            "order_configuration":{"market_market_ioc":{"base_size":"1"}},
            "attached_order_configuration":{"trigger_bracket_gtc":{"limit_price":"%s",
            "stop_trigger_price":"%s"}}}
            """
                .formatted(scene.times("BTC-USD", "1.5"), scene.times("BTC-USD", "0.5")));

    var response = parent.json().path("success_response");
    var order = caller.order(response.path("order_id").asString());
    var attached = caller.order(response.path("attached_order_id").asString());
    assertThat(text(order, "status")).isEqualTo("CANCELLED");
    assertThat(text(order, "filled_size")).isEqualTo("0.4");
    assertThat(
            attached
                .path("order_configuration")
                .path("trigger_bracket_gtc")
                .path("base_size")
                .asString())
        .isEqualTo("0.4");
  }

  @Test
  void aPreviewTakesNothing() {
    var reply =
        caller
            .post(
                "/orders/preview",
                """
                {"product_id":"BTC-USD","side":"BUY",
                "order_configuration":{"market_market_ioc":{"quote_size":"1000"}}}
                """)
            .json();

    assertThat(reply.path("errs")).isEmpty();
    assertThat(reply.path("commission_total").asString()).isEqualTo("6");
    assertThat(reply.path("preview_id").asString()).isNotEmpty();
    assertThat(open()).isEmpty();
    assertThat(scene.coinbase.ledger()).isEmpty();
  }

  @Test
  void theLedgerTellsWhatWasTaken() {
    var limit = scene.times("BTC-USD", "0.5");
    var id = caller.place(limit("n", "BUY", "0.5", limit));

    assertThat(scene.coinbase.ledger())
        .singleElement()
        .satisfies(entry -> {
          assertThat(text(entry, "order_id")).isEqualTo(id);
          assertThat(text(entry, "client_order_id")).isEqualTo("n");
          assertThat(text(entry, "qty")).isEqualTo("0.5");
          assertThat(entry.path("limit_price").asDecimal()).isEqualByComparingTo(dec(limit));
        });
  }

  private JsonNode open() {
    return caller.get("/orders/historical/batch?order_status=OPEN").json().path("orders");
  }

  static String limit(String id, String side, String size, String price) {
    return order(
        id,
        side,
        "\"limit_limit_gtc\":{\"base_size\":\"%s\",\"limit_price\":\"%s\"}".formatted(size, price));
  }

  static String order(String id, String side, String configuration) {
    return """
    {"client_order_id":"%s","product_id":"BTC-USD","side":"%s","order_configuration":{%s}}
    """
        .formatted(id, side, configuration);
  }

  private static String failure(JsonNode reply) {
    return reply.path("error_response").path("new_order_failure_reason").asString();
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asString("");
  }

  private static java.math.BigDecimal dec(String text) {
    return new java.math.BigDecimal(text);
  }
}
