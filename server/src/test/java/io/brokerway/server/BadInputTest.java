package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BadInputTest {
  private static final String ORDER =
      """
      {"accountId": "0198c9a4-0000-7000-8000-000000000001", "symbol": "AAPL", "side": "BUY",
       "type": "MARKET", "quantity": "1"}
      """;

  private final Api api = Api.at(TestGateways.demo().port());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"user_id\":\"user_1\",\"symbol\":\"AAPL\",\"side\":\"BUY\",\"order_type\":\"MARKET\",\"quantity\":-1}|quantity",
        "{\"user_id\":\"user_1\",\"symbol\":\"AAPL\",\"side\":\"BUY\",\"order_type\":\"MARKET\",\"quantity\":0}|quantity",
        "{\"user_id\":\"user_1\",\"symbol\":\"AAPL\",\"side\":\"BUY\",\"order_type\":\"MARKET\",\"quantity\":1e400}|quantity",
        "{\"user_id\":\"user_1\",\"symbol\":\"AAPL\",\"side\":\"BUY\",\"order_type\":\"MARKET\",\"quantity\":\"many\"}|quantity",
        "{\"user_id\":\"user_1\",\"symbol\":\"AAPL\",\"side\":\"HOLD\",\"order_type\":\"MARKET\",\"quantity\":1}|side",
        "{\"user_id\":\"user_1\",\"symbol\":\"AAPL\",\"side\":\"BUY\",\"order_type\":\"LIMIT\",\"quantity\":1}|price",
        "{\"user_id\":\"user_1\",\"symbol\":\"AAPL\",\"side\":\"BUY\",\"order_type\":\"MARKET\",\"quantity\":1,\"price\":5}|price",
        "{\"user_id\":\"user_1\",\"symbol\":\"AAPL\",\"side\":\"BUY\",\"order_type\":\"STOP\",\"quantity\":1}|stop_price",
        "{\"user_id\":\"user_1\",\"symbol\":\"AAPL\",\"side\":\"BUY\",\"order_type\":\"TRAILING_STOP\",\"quantity\":1}|trail_amount",
        "{\"user_id\":\"user_1\",\"symbol\":\"NO SUCH!\",\"side\":\"BUY\",\"order_type\":\"MARKET\",\"quantity\":1}|symbol",
        "{\"user_id\":\"user_1\",\"symbol\":\"ZZZZZZ\",\"side\":\"BUY\",\"order_type\":\"MARKET\",\"quantity\":1}|symbol",
        "{\"user_id\":\"user_1\",\"symbol\":\"AA\\u0000PL\",\"side\":\"BUY\",\"order_type\":\"MARKET\",\"quantity\":1}|symbol",
        "{\"user_id\":\"user_1\",\"symbol\":\"AAPL\",\"side\":\"BUY\",\"order_type\":\"MARKET\",\"quantity\":1,\"colour\":1}|colour",
        "{\"symbol\":\"AAPL\",\"side\":\"BUY\",\"order_type\":\"MARKET\",\"quantity\":1}|user_id",
        "{\"user_id\":\"user_1\",\"user_id\":\"user_1\"}|user_id",
      })
  void anOrderIsRefusedByTheNameOfTheFieldAndNothingIsStored(String body, String field) {
    var before = orderCount();

    var reply = api.post("/order", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.code()).isEqualTo("INVALID_INPUT");
    assertThat(reply.wrongFields()).contains(field);
    assertThat(orderCount()).isEqualTo(before);
  }

  @Test
  void allWrongFieldsAreToldAtOnceWithTheValuesThatAreAllowed() {
    var reply =
        api.fresh()
            .post(
                "/api/v1/orders",
                "{\"side\":\"UP\",\"type\":\"LIMIT\",\"quantity\":true,\"color\":\"red\"}");

    assertThat(reply.wrongFields())
        .containsExactlyInAnyOrder("accountId", "side", "quantity", "color");
    assertThat(reply.text()).contains("SELL_SHORT");
  }

  @Test
  void anOrderWriteNeedsAnIdempotencyKey() {
    var reply = api.post("/api/v1/orders", ORDER);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("IDEMPOTENCY_KEY_REQUIRED");
  }

  @ParameterizedTest
  @CsvSource({"short", "with spaces in the key"})
  void anIdempotencyKeyOfAnotherFormIsRefused(String key) {
    var reply = api.with("Idempotency-Key", key).post("/api/v1/orders", ORDER);

    assertThat(reply.wrongFields()).containsExactly("Idempotency-Key");
  }

  @Test
  void aLargeBodyIsRefusedAndItsSenderHearsWhy() {
    var reply = api.post("/order", "{\"symbol\":\"" + "A".repeat(2_000_000) + "\"}");

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.code()).isEqualTo("BODY_TOO_LARGE");
  }

  @Test
  void aLargeBodyOfUntoldLengthIsRefused() {
    var chunk = "10000\r\n" + "A".repeat(0x10000) + "\r\n";

    var answer =
        api.raw(
            "POST /order HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + chunk.repeat(5)
                + "0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413").contains("BODY_TOO_LARGE");
  }

  @ParameterizedTest
  @CsvSource({"text/plain", "application/xml", "application/json;charset=utf-16"})
  void anotherContentTypeIsRefused(String type) {
    var reply = api.with("Content-Type", type).post("/order", "{}");

    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void anotherMethodIsRefusedWithThoseAllowed() {
    var reply = api.put("/order", "{}");

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("POST");
    assertThat(reply.code()).isEqualTo("METHOD_NOT_ALLOWED");
  }

  @ParameterizedTest
  @CsvSource({
    "/nothing",
    "/api/v1/nothing",
    "/order/0198c9a4-0000-7000-8000-000000000001",
    "/user/user_nobody",
    "/user/nobody",
    "/api/v1/orders/0198c9a4-0000-7000-8000-000000000001",
    "/api/v1/accounts/0198c9a4-0000-7000-8000-000000000001",
    "/api/v1/accounts/0198c9a4-0000-7000-8000-000000000001/positions",
    "/api/v1/connections/0198c9a4-0000-7000-8000-000000000001",
    "/api/v1/brokers/none",
    "/docs/assets/..%2Flogback.xml",
  })
  void whatIsNotThereIsNotFound(String path) {
    var reply = api.get(path);

    assertThat(reply.status()).isIn(404, 400);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/orders?limit=0,limit",
    "/api/v1/orders?limit=many,limit",
    "/api/v1/orders?pageToken=x,pageToken",
    "/api/v1/accounts/x,accountId",
    "/api/v1/bars?symbol=AAPL&from=yesterday&to=2026-01-01T00:00:00Z,from",
    "/api/v1/bars?symbol=AAPL&from=2026-01-01T00:00:00Z,to",
    "/api/v1/bars?symbol=AAPL&size=BIG&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z,size",
    "/api/v1/quotes?symbols=NO%20SUCH!,symbols",
    "/order/12,id",
  })
  void aWrongParameterIsNamed(String path, String field) {
    var reply = api.get(path);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.wrongFields()).containsExactly(field);
  }

  @Test
  void whatBecameOfABrokerThatIsGoneIsTold() {
    var reply = api.get("/api/v1/brokers/td_ameritrade");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.field("detail")).contains("charles_schwab");
  }

  @Test
  void whatIsNoHttpIsToldAsAProblem() {
    var answer =
        api.raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(40_000) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431").contains("application/problem+json");
  }

  private int orderCount() {
    return api.get("/orders/user/user_1").json().size();
  }
}
