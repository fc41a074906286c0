package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Environment;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OrderRefusalTest {
  private final Scene scene = Scene.alwaysOpen();

  @BeforeAll
  void unlimited() {
    scene.control().post("/alpaca/limit", "{\"requests_per_minute\":100000}");
  }

  @AfterAll
  void close() {
    scene.close();
  }

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "surprise":"1"           | 422 | 40010001 | unknown field: surprise
          "symbol":null            | 422 | 40010001 | symbol is required
          "symbol":"NOPE"          | 422 | 42210000 | asset "NOPE" not found
          "qty":null               | 422 | 40010001 | qty or notional is required
          "notional":"10"          | 422 | 40010001 | only one of qty or notional is accepted
          "qty":"0"                | 422 | 40010001 | qty must be > 0
          "qty":"-1"               | 422 | 40010001 | qty must be > 0
          "qty":"abc"              | 422 | 40010001 | invalid qty
          "qty":"1e400"            | 422 | 40010001 | invalid qty
          "qty":true               | 422 | 40010001 | invalid qty
          "qty":"0.1234567891"     | 422 | 40010001 | qty must be limited to 9 decimal places
          "side":"hold"            | 422 | 40010001 | invalid side: hold
          "side":null              | 422 | 40010001 | side is required
          "type":"magic"           | 422 | 40010001 | invalid order type: magic
          "time_in_force":"ever"   | 422 | 40010001 | invalid time_in_force: ever
          "order_class":"pair"     | 422 | 40010001 | invalid order_class: pair
          "limit_price":"1"        | 422 | 40010001 | market orders require no stop or limit price
          "type":"limit"           | 422 | 40010001 | limit orders require only limit price
          "type":"stop"            | 422 | 40010001 | stop orders require only stop price
          "type":"stop_limit","stop_price":"1" | 422 | 40010001 | stop limit orders require both stop and limit price
          "type":"trailing_stop"   | 422 | 40010001 | trailing stop orders must specify one of trail_price or trail_percent
          "type":"limit","limit_price":"10.123" | 422 | 42210000 | invalid limit_price 10.123. sub-penny increment does not fulfill minimum pricing criteria
          "type":"limit","limit_price":"0.12345" | 422 | 42210000 | invalid limit_price 0.12345. sub-penny increment does not fulfill minimum pricing criteria
          "extended_hours":true    | 422 | 42210000 | extended hours order must be DAY or GTC limit orders
          "qty":"0.5","time_in_force":"gtc" | 422 | 42210000 | fractional orders must be DAY orders
          "qty":"1000000"          | 403 | 40310000 | insufficient buying power
          "qty":null,"notional":"0.50" | 403 | 40310000 | cost basis must be >= minimal amount of order 1
          "position_intent":"open" | 422 | 40010001 | invalid position_intent: open
          "order_class":"bracket"  | 422 | 40010001 | bracket orders require take_profit.limit_price
          "order_class":"oco"      | 422 | 40010001 | oco orders require take_profit.limit_price
          "order_class":"oto"      | 422 | 40010001 | oto orders require one of take_profit or stop_loss
          "symbol":"BTC/USD","time_in_force":"day" | 422 | 42210000 | invalid crypto time_in_force
          "symbol":"BTC/USD","time_in_force":"gtc","type":"stop","stop_price":"1" | 422 | 40010001 | invalid order type for crypto order
          "symbol":"BTC/USD","time_in_force":"gtc","qty":"0.00001" | 403 | 40310000 | cost basis must be >= minimal amount of order 10
          "symbol":"BTC/USD","time_in_force":"gtc","side":"sell" | 403 | 40310000 | insufficient balance for BTC (requested: 1, available: 0)
          "side":"sell","qty":"0.5" | 403 | 40310000 | fractional orders cannot be sold short
          """)
  void orderIsRefusedInAlpacasWords(String change, int status, int code, String message) {
    var before = scene.alpaca.ledger().size();

    var reply = scene.paper.post("/v2/orders", changed(change));

    assertThat(reply.text("message")).isEqualTo(message);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().path("code").intValue()).isEqualTo(code);
    assertThat(scene.alpaca.ledger()).hasSize(before);
  }

  @Test
  void missingFundsAreToldInFigures() {
    var reply = scene.paper.post("/v2/orders", changed("\"qty\":\"1000000\""));

    assertThat(reply.text("buying_power")).isEqualTo("200000");
    assertThat(reply.json().path("cost_basis").isString()).isTrue();
  }

  @Test
  void bodyThatIsNoObjectIsMalformed() {
    for (var body : new String[] {"[", "[]", "1", "{\"a\":1,\"a\":2}", "{} {}"}) {
      var reply = scene.paper.post("/v2/orders", body);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text("message")).isEqualTo("request body format is invalid");
    }
  }

  @Test
  void hugeBodyIsRefused() {
    var reply = scene.paper.post("/v2/orders", "{\"symbol\":\"" + "A".repeat(2_000_000) + "\"}");

    assertThat(reply.status()).isEqualTo(413);
  }

  @Test
  void oversellIsToldInFigures() {
    var keys =
        scene.alpaca.openAccount(Environment.PAPER, AccountTerms.margin(), new BigDecimal(100_000));
    var caller = scene.paperAs(keys);
    caller.place(changed("\"qty\":\"2\""));

    var reply = caller.post("/v2/orders", changed("\"side\":\"sell\",\"qty\":\"5\""));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text("message"))
        .isEqualTo("insufficient qty available for order (requested: 5, available: 2)");
    assertThat(reply.text("available")).isEqualTo("2");
    assertThat(reply.text("existing_qty")).isEqualTo("2");
    assertThat(reply.text("held_for_orders")).isEqualTo("0");
    assertThat(reply.text("symbol")).isEqualTo("AAPL");
  }

  @Test
  void orderThatCouldTradeWithTheAccountsOwnIsAWashTrade() {
    var keys =
        scene.alpaca.openAccount(Environment.PAPER, AccountTerms.margin(), new BigDecimal(100_000));
    var caller = scene.paperAs(keys);
    caller.place(changed("\"qty\":\"2\""));
    var resting =
        caller.place(
            changed("\"side\":\"sell\",\"qty\":\"2\",\"type\":\"limit\",\"limit_price\":\"9999\""));

    var reply = caller.post("/v2/orders", changed("\"qty\":\"1\""));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text("message"))
        .isEqualTo("potential wash trade detected. use complex orders");
    assertThat(reply.text("existing_order_id")).isEqualTo(resting.path("id").asString());
    assertThat(reply.text("reject_reason")).isEqualTo("opposite side limit order exists");
  }

  @Test
  void suspendedTradingRefusesNewOrders() {
    var keys = scene.alpaca.openAccount(Environment.PAPER, AccountTerms.cash(), BigDecimal.TEN);
    var caller = scene.paperAs(keys);
    var changed = caller.patch("/v2/account/configurations", "{\"suspend_trade\":true}");

    var reply = caller.post("/v2/orders", changed("\"qty\":\"1\""));

    assertThat(changed.json().path("suspend_trade").booleanValue()).isTrue();
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text("message")).isEqualTo("new orders are rejected by user request");
    assertThat(caller.patch("/v2/account/configurations", "{\"nope\":1}").status()).isEqualTo(422);
  }

  /** A good market order with some fields changed; later ones win. */
  private static String changed(String change) {
    var order =
        (ObjectNode)
            Json.read(
                """
                {"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day"}\
                """);
    order.setAll((ObjectNode) Json.read("{" + change + "}"));
    return Json.text(order);
  }
}
