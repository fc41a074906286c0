package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Surfaces 1 and 2 over a paper account, by an application with a key. */
final class RouterFlowTest {
  private static final Api APPLICATION =
      Api.at(TestGateways.serve().port()).withKey(TestGateways.adminKey());

  private static Api user = APPLICATION;
  private static String account = "";
  private static String connection = "";

  @BeforeAll
  static void connectPaper() {
    var id = UUID.randomUUID().toString();
    APPLICATION.post(
        "/api/v1/users", "{\"username\": \"%s\", \"externalId\": \"%s\"}".formatted(id, id));
    user = APPLICATION.with("Brokerway-User", id);
    var connected =
        user.post(
            "/api/v1/broker/connect/",
            "{\"broker_type\": \"paper\", \"credentials\": {\"initial_balance\": \"100000\"}}");
    assertThat(connected.status()).as(connected.text()).isEqualTo(200);
    assertThat(connected.field("status")).isEqualTo("connected");
    account = connected.json().path("account_ids").get(0).asString();
    connection = connected.field("connection_id");
    var synced = user.send("POST", "/api/brokers/sync/" + connection + "/", null);
    assertThat(synced.status()).as(synced.text()).isEqualTo(200);
  }

  private static Api.Reply place(String more) {
    return user.post("/api/v1/broker/orders", order(more));
  }

  private static String order(String more) {
    return "{\"account_id\": \"%s\", \"symbol\": \"AAPL\", \"side\": \"buy\", %s}"
        .formatted(account, more);
  }

  @Test
  void showsTheAccountWithItsFigures() {
    var shown = user.get("/api/v1/broker/accounts").json().get(0);

    assertThat(shown.path("balances").path("cash").isString()).isTrue();
    assertThat(shown.path("margin").path("buying_power").isString()).isTrue();
    assertThat(user.get("/api/brokers/connections/").json().get(0).path("is_active").booleanValue())
        .isTrue();
  }

  @Test
  void aTypeThatNobodyRunsIsRefusedWithEveryReason() {
    for (var more :
        new String[] {
          "\"order_type\": \"twap\", \"quantity\": 1, \"end_time\": \"2030-01-02T20:00:00Z\"",
          "\"order_type\": \"VWAP\", \"quantity\": 1, \"end_time\": \"2030-01-02T20:00:00Z\"",
          "\"order_type\": \"iceberg\", \"quantity\": 5, \"display_quantity\": 1,"
              + " \"limit_price\": 100",
        }) {
      var refused = place(more);

      assertThat(refused.status()).as(refused.text()).isEqualTo(422);
      assertThat(refused.code()).isEqualTo("UNSUPPORTED_ORDER_TYPE");
      assertThat(refused.json().path("reasons").valueStream().map(r -> r.path("code").asString()))
          .contains("UNSUPPORTED_ORDER_TYPE");
      assertThat(refused.json().path("order").path("status").asString()).isEqualTo("DENIED");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"order_type\": \"limit\", \"quantity\": 1 | limit_price",
        "\"order_type\": \"market\", \"quantity\": 1, \"limit_price\": 1 | limit_price",
        "\"order_type\": \"stop\", \"quantity\": 1 | stop_price",
        "\"order_type\": \"trailing_stop\", \"quantity\": 1 | trail_amount",
        "\"order_type\": \"bracket\", \"quantity\": 1, \"take_profit_price\": 2 | stop_loss_price",
        "\"order_type\": \"oto\", \"quantity\": 1 | stop_loss_price",
        "\"order_type\": \"twap\", \"quantity\": 1 | end_time",
        "\"order_type\": \"iceberg\", \"quantity\": 1, \"limit_price\": 1 | display_quantity",
        "\"order_type\": \"market\" | quantity",
        "\"order_type\": \"multi_leg\", \"quantity\": 1 | order_type",
        "\"order_type\": \"market\", \"quantity\": 1, \"time_in_force\": \"gtd\" | good_until",
        "\"order_type\": \"sideways\", \"quantity\": 1 | order_type",
      })
  void aWrongFieldIsNamedAndNothingIsStored(String more, String field) {
    var before = user.get("/api/v1/orders").json().path("items").size();

    var refused = place(more);

    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.wrongFields()).contains(field);
    assertThat(user.get("/api/v1/orders").json().path("items").size()).isEqualTo(before);
  }

  @Test
  void theSameKeyGivesTheVerySameAnswer() {
    var keyed = user.fresh();
    var body = order("\"order_type\": \"market\", \"quantity\": 3");

    var first = keyed.post("/api/v1/broker/orders/", body);
    var second = keyed.post("/api/v1/broker/orders", body);

    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(first.header("Idempotency-Key")).isNotEmpty();
  }

  @Test
  void movesAStopLoss() {
    var held =
        user.with("Prefer", "wait=10")
            .post("/api/v1/broker/orders", order("\"order_type\": \"market\", \"quantity\": 4"));
    user.until(
        "/api/v1/broker/orders/" + held.field("id"),
        json -> json.path("status").asString().equals("FILLED"));
    user.until("/api/brokers/positions/" + connection, json -> json.toString().contains("AAPL"));
    var stop =
        user.with("Prefer", "wait=10")
            .post(
                "/api/v1/broker/orders",
                order("\"order_type\": \"stop\", \"quantity\": 1, \"stop_price\": 1.50")
                    .replace("\"buy\"", "\"sell\""));
    assertThat(stop.status()).as(stop.text()).isEqualTo(200);
    var path = "/api/v1/broker/orders/" + stop.field("id");

    var moved = user.patch(path, "{\"stop_loss_price\": 2.50}");

    assertThat(moved.status()).as(moved.text()).isEqualTo(200);
    var changed = user.until(path, json -> json.path("stop_price").asString().equals("2.5"));
    assertThat(changed.field("stop_price")).as(changed.text()).isEqualTo("2.5");
    assertThat(changed.json().path("history").size()).isGreaterThan(2);
    assertThat(user.delete(path).status()).isEqualTo(200);
  }

  @Test
  void anUnknownBrokerListsTheKnownOnes() {
    for (var path : new String[] {"/api/v1/broker/connect", "/api/brokers/connect"}) {
      var refused = user.post(path, "{\"broker_type\": \"lehman\"}");

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.wrongFields()).containsExactly("broker_type");
      assertThat(refused.text()).contains("alpaca").contains("paper");
    }
  }

  @Test
  void theHistoryOfAnOrderIsItsOwnersAlone() {
    var placed = place("\"order_type\": \"market\", \"quantity\": 2");

    var others = APPLICATION.get("/api/v1/broker/orders/" + placed.field("id"));

    assertThat(placed.status()).as(placed.text()).isEqualTo(200);
    assertThat(others.status()).isEqualTo(404);
  }
}
