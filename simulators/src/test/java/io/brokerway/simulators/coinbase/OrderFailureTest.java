package io.brokerway.simulators.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderFailureTest {
  private final Scene scene = new Scene();

  @AfterEach
  void close() {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BTC-USD  | BUY  | market_market_ioc | "base_size":"1000" | INSUFFICIENT_FUND
          BTC-USD  | SELL | market_market_ioc | "base_size":"1" | INSUFFICIENT_FUND
          ABC-USD  | BUY  | market_market_ioc | "base_size":"1" | INVALID_PRODUCT_ID
          BTC-USDC | BUY  | market_market_ioc | "base_size":"1" | INELIGIBLE_PAIR
          BTC-USD  | BUY  | limit_limit_gtc   | "base_size":"1","limit_price":"1.001" | INVALID_PRICE_PRECISION
          BTC-USD  | BUY  | limit_limit_gtc   | "base_size":"1","limit_price":"-1" | INVALID_LIMIT_PRICE
          BTC-USD  | BUY  | limit_limit_gtc   | "base_size":"1","limit_price":"999999","post_only":true | INVALID_LIMIT_PRICE_POST_ONLY
          BTC-USD  | BUY  | limit_limit_gtc   | "base_size":"1.12345678901","limit_price":"1" | INVALID_SIZE_PRECISION
          BTC-USD  | SELL | market_market_ioc | "quote_size":"100" | QUOTE_ORDERS_NOT_ALLOWED_FOR_PRODUCT
          BTC-USD  | BUY  | limit_limit_gtd   | "base_size":"1","limit_price":"1" | GTD_ORDERS_MUST_HAVE_END_TIME
          BTC-USD  | BUY  | limit_limit_gtd   | "base_size":"1","limit_price":"1","end_time":"2026-01-01T00:00:00Z" | END_TIME_IS_IN_THE_PAST
          BTC-USD  | BUY  | twap_limit_gtd    | "base_size":"1" | UNSUPPORTED_ORDER_CONFIGURATION
          BTC-USD  | SELL | trigger_bracket_gtc | "base_size":"1","limit_price":"1","stop_trigger_price":"2" | INVALID_BRACKET_PRICES
          """)
  void aRefusedOrderIsAnsweredWith200AndItsReason(
      String product, String side, String variant, String members, String reason) {
    var reply = scene.caller.post("/orders", body(product, side, variant, members));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("success").booleanValue()).isFalse();
    var error = reply.json().path("error_response");
    assertThat(error.path("new_order_failure_reason").asString()).isEqualTo(reason);
    assertThat(error.path("preview_failure_reason").asString()).isEqualTo("PREVIEW_" + reason);
    assertThat(reply.json().path("order_configuration").has(variant)).isTrue();
    assertThat(scene.coinbase.ledger()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BUY | market_market_ioc | "base_size":"0.000001" | PREVIEW_INVALID_BASE_SIZE_TOO_SMALL
          BUY | market_market_ioc | "quote_size":"0.5" | PREVIEW_INVALID_QUOTE_SIZE_TOO_SMALL
          BUY | market_market_ioc | "base_size":"99999" | PREVIEW_INVALID_BASE_SIZE_TOO_LARGE
          BUY | stop_limit_stop_limit_gtc | "base_size":"1","limit_price":"2","stop_price":"1","stop_direction":"STOP_DIRECTION_STOP_UP" | PREVIEW_STOP_PRICE_BELOW_LAST_TRADE_PRICE
          """)
  void somePreviewReasonsHaveNoOtherName(
      String side, String variant, String members, String reason) {
    var error =
        scene
            .caller
            .post("/orders", body("BTC-USD", side, variant, members))
            .json()
            .path("error_response");

    assertThat(error.path("preview_failure_reason").asString()).isEqualTo(reason);
    assertThat(error.path("new_order_failure_reason").asString())
        .isEqualTo("UNKNOWN_FAILURE_REASON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"client_order_id\":\"a\"}",
        "{\"client_order_id\":7,\"product_id\":\"BTC-USD\",\"side\":\"BUY\"}",
        """
        {"client_order_id":"a","product_id":"BTC-USD","side":"HOLD",
        "order_configuration":{"market_market_ioc":{"base_size":"1"}}}
        """,
        """
        {"client_order_id":"a","product_id":"BTC-USD","side":"BUY","surprise":1,
        "order_configuration":{"market_market_ioc":{"base_size":"1"}}}
        """,
        """
        {"client_order_id":"a","product_id":"BTC-USD","side":"BUY",
        "order_configuration":{"market_market_ioc":{"base_size":1}}}
        """,
        """
        {"client_order_id":"a","product_id":"BTC-USD","side":"BUY",
        "order_configuration":{"market_market_ioc":{"base_size":"1","limit_price":"1"}}}
        """,
        """
        {"client_order_id":"a","product_id":"BTC-USD","side":"BUY",
        "order_configuration":{"market_market_ioc":{"base_size":"1"},"sor_limit_ioc":{}}}
        """,
        """
        {"client_order_id":"a","product_id":"BTC-USD","side":"BUY",
        "order_configuration":{"limit_limit_someday":{"base_size":"1"}}}
        """,
      })
  void whatIsNotAnOrderAtAllIsABadRequest(String body) {
    var reply = scene.caller.post("/orders", body.isEmpty() ? " " : body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asString()).isEqualTo("INVALID_ARGUMENT");
    assertThat(reply.json().path("code").intValue()).isEqualTo(3);
  }

  @Test
  void anUnknownPathIsNotFound() {
    assertThat(scene.caller.get("/nothing").status()).isEqualTo(404);
    assertThat(scene.caller.get("/orders/nothing").status()).isEqualTo(404);
    assertThat(scene.caller.get("/products/ABC-USD").status()).isEqualTo(404);
    assertThat(scene.caller.ledger("/nothing").status()).isEqualTo(404);
  }

  private static String body(String product, String side, String variant, String members) {
    return """
    {"client_order_id":"a","product_id":"%s","side":"%s",
    "order_configuration":{"%s":{%s}}}
    """
        .formatted(product, side, variant, members);
  }
}
