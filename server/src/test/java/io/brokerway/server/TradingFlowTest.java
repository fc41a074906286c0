package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Surface 4, word for word, against a demo. */
final class TradingFlowTest {
  private final Api api = Api.at(TestGateways.demo().port());

  @Test
  void theDemoHasAUserWithCash() {
    var user = api.get("/user/user_1");

    assertThat(user.status()).isEqualTo(200);
    assertThat(user.field("username")).isEqualTo("demo");
    assertThat(user.json().path("balance").decimalValue()).isPositive();
  }

  @Test
  void makesAUserWithAPaperAccountThatHoldsTheBalance() {
    var name = freshName();

    var user = createUser(name, "25000.0");

    assertThat(user.status()).isEqualTo(200);
    assertThat(user.field("id")).startsWith("user_");
    assertThat(user.field("full_name")).isEqualTo("Ann Example");
    assertThat(user.text()).contains("\"balance\":25000.00");
    assertThat(api.get("/user/" + user.field("id") + "/").text()).contains("\"balance\":25000.00");
    assertThat(api.get("/user/").text()).contains(name);
  }

  @Test
  void aUsernameIsTakenOnce() {
    var name = freshName();
    createUser(name, "1.00");

    var second = createUser(name, "1.00");

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("USERNAME_TAKEN");
  }

  @Test
  void setsTheBalance() {
    var id = createUser(freshName(), "100.00").field("id");

    var set = api.put("/user/" + id + "/balance", "{\"balance\": 50000.0}");

    assertThat(set.status()).isEqualTo(200);
    assertThat(set.text()).contains("\"balance\":50000.00");
    assertThat(api.get("/user/" + id).text()).contains("\"balance\":50000.00");
  }

  @Test
  void settingTheBalanceOfAUserWithoutAPaperAccountOpensOne() {
    var made = api.post("/api/v1/users", "{\"username\": \"%s\"}".formatted(freshName()));
    var before = api.get("/user/" + made.field("id"));

    var set = api.put("/user/" + made.field("id") + "/balance", "{\"balance\": 750.5}");

    assertThat(before.json().path("account_id").isNull()).isTrue();
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    assertThat(set.text()).contains("\"balance\":750.50");
    assertThat(set.field("account_id")).isNotEmpty();
    assertThat(api.get("/user/" + made.field("id")).text()).contains("\"balance\":750.50");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e400", "0.001", "\"much\""})
  void refusesABalanceThatIsNone(String balance) {
    var id = createUser(freshName(), "100.00").field("id");

    var refused = api.put("/user/" + id + "/balance", "{\"balance\": " + balance + "}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.wrongFields()).containsExactly("balance");
    assertThat(api.get("/user/" + id).text()).contains("\"balance\":100.00");
  }

  @Test
  void aMarketOrderFillsAndMovesTheCash() {
    var id = createUser(freshName(), "100000.00").field("id");

    var order = order(id, "AAPL", "BUY", "MARKET", "\"quantity\": 10");

    assertThat(order.status()).isEqualTo(200);
    assertThat(order.field("order_id")).isEqualTo(order.field("id")).isNotEmpty();
    assertThat(order.header("Idempotency-Key")).hasSizeGreaterThanOrEqualTo(16);
    var filled =
        api.until(
            "/order/" + order.field("id"), json -> json.path("status").asString().equals("FILLED"));
    assertThat(filled.field("status")).as(filled.text()).isEqualTo("FILLED");
    assertThat(filled.text()).contains("\"quantity\":10.0", "\"filled_quantity\":10.0");
    var user =
        api.until("/user/" + id, json -> json.path("balance").decimalValue().intValue() < 100_000);
    assertThat(user.json().path("balance").decimalValue()).isLessThan(new BigDecimal(100_000));
    assertThat(api.get("/orders/user/" + id).json().get(0).path("id").asString())
        .isEqualTo(order.field("id"));
  }

  @Test
  void aLimitOrderFarFromTheMarketRestsUntilItIsCanceled() {
    var id = createUser(freshName(), "100000.00").field("id");

    var order = order(id, "TSLA", "BUY", "LIMIT", "\"quantity\": 1, \"price\": 1.00");

    var path = "/order/" + order.field("id");
    assertThat(order.text()).contains("\"price\":1.00");
    var resting = api.until(path, json -> json.path("status").asString().equals("NEW"));
    assertThat(resting.field("status")).as(resting.text()).isEqualTo("NEW");
    assertThat(api.delete(path).status()).isEqualTo(200);
    var canceled = api.until(path, json -> json.path("status").asString().equals("CANCELED"));
    assertThat(canceled.field("status")).as(canceled.text()).isEqualTo("CANCELED");
    assertThat(api.delete(path).code()).isEqualTo("WRONG_STATE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"order_type\": \"STOP\", \"quantity\": 1, \"stop_price\": 9000.00",
        "\"order_type\": \"STOP_LIMIT\", \"quantity\": 1, \"stop_price\": 9000.00, \"price\": 9010.00",
        "\"order_type\": \"TRAILING_STOP\", \"quantity\": 1, \"trail_percent\": 50",
        "\"order_type\": \"TRAILING_STOP\", \"quantity\": 1, \"trail_amount\": 500.00",
      })
  void ordersThatWaitForAPriceRest(String parts) {
    var id = createUser(freshName(), "1000000.00").field("id");

    var order =
        api.post(
            "/order",
            "{\"user_id\": \"%s\", \"symbol\": \"NVDA\", \"side\": \"BUY\", %s}"
                .formatted(id, parts));

    assertThat(order.status()).as(order.text()).isEqualTo(200);
    var resting =
        api.until(
            "/order/" + order.field("id"),
            json -> json.path("status").asString().matches("NEW|SUSPENDED"));
    assertThat(resting.field("status")).as(resting.text()).matches("NEW|SUSPENDED");
  }

  @Test
  void anOrderBeyondTheCashIsDeniedWithEveryReasonAndStored() {
    var id = createUser(freshName(), "100.00").field("id");

    var denied = order(id, "AAPL", "BUY", "MARKET", "\"quantity\": 1000");

    assertThat(denied.status()).isEqualTo(422);
    assertThat(denied.code()).isEqualTo("ORDER_DENIED");
    assertThat(denied.text()).contains("INSUFFICIENT_BUYING_POWER");
    assertThat(denied.json().path("order").path("status").asString()).isEqualTo("DENIED");
    assertThat(api.get("/orders/user/" + id).json().size()).isEqualTo(1);
  }

  @Test
  void theSameKeyGivesTheSameOrder() {
    var id = createUser(freshName(), "100000.00").field("id");
    var keyed = api.fresh();
    var body = body(id, "AAPL", "BUY", "MARKET", "\"quantity\": 1");

    var first = keyed.post("/order", body);
    var second = keyed.post("/order/", body);
    var other = keyed.post("/order", body.replace("\"quantity\": 1", "\"quantity\": 2"));

    assertThat(second.text()).isEqualTo(first.text());
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(api.get("/orders/user/" + id).json().size()).isEqualTo(1);
  }

  @Test
  void theQueueTellsHowItStands() {
    var status = api.get("/queue/status/").json();

    assertThat(status.propertyNames())
        .contains(
            "depth",
            "oldest_age_seconds",
            "in_flight",
            "unresolved",
            "processed_per_minute",
            "workers_alive");
  }

  private Api.Reply createUser(String name, String balance) {
    return api.post(
        "/user/",
        """
        {"username": "%s", "email": "%s@example.com", "full_name": "Ann Example",
         "initial_balance": %s}
        """
            .formatted(name, name, balance));
  }

  private Api.Reply order(String user, String symbol, String side, String type, String more) {
    return api.post("/order", body(user, symbol, side, type, more));
  }

  private static String body(String user, String symbol, String side, String type, String more) {
    return "{\"user_id\": \"%s\", \"symbol\": \"%s\", \"side\": \"%s\", \"order_type\": \"%s\", %s}"
        .formatted(user, symbol, side, type, more);
  }

  private static String freshName() {
    return "u" + UUID.randomUUID().toString().replace("-", "");
  }
}
