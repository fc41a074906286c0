package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The canonical API over a paper account, by an application with a key. */
final class V1FlowTest {
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
            "/api/v1/connections",
            "{\"brokerId\": \"paper\", \"fields\": {\"initial_balance\": \"100000\"}}");
    assertThat(connected.status()).as(connected.text()).isEqualTo(201);
    connection = connected.json().path("connection").path("id").asString();
    assertThat(user.post("/api/v1/connections/" + connection + "/sync", "{}").status())
        .isEqualTo(200);
    account = user.get("/api/v1/accounts").json().path("items").get(0).path("id").asString();
  }

  @Test
  void listsTheBrokersWithTheirLogins() {
    var brokers = user.get("/api/v1/brokers");

    assertThat(brokers.text()).contains("\"id\":\"alpaca\"", "\"id\":\"paper\"");
    assertThat(user.get("/api/v1/brokers/alpaca").json().path("logins").size()).isPositive();
  }

  @Test
  void showsTheConnectionWithoutAnySecret() {
    var shown = user.get("/api/v1/connections/" + connection);

    assertThat(shown.field("state")).isEqualTo("CONNECTED");
    assertThat(user.get("/api/v1/connections").json().path("items").size()).isEqualTo(1);
    assertThat(user.get("/api/v1/connections/" + connection + "/sync-runs").status())
        .isEqualTo(200);
  }

  @Test
  void showsBalancesWithTheirAge() {
    var balance = user.get("/api/v1/accounts/" + account + "/balances").json();

    assertThat(balance.path("cash").isString()).isTrue();
    assertThat(balance.path("freshness").path("asOf").isString()).isTrue();
  }

  @Test
  void placesAnOrderAndFollowsIt() {
    var placed = user.fresh().post("/api/v1/orders", order("MARKET", "\"quantity\": \"2\""));

    assertThat(placed.status()).as(placed.text()).isEqualTo(202);
    var path = placed.header("Location");
    assertThat(path).isEqualTo("/api/v1/orders/" + placed.field("id"));
    // The broker's answer can tell of the state a moment before the fill itself is heard.
    var filled =
        user.until(
            path,
            json ->
                json.path("state").asString().equals("FILLED") && !json.path("fills").isEmpty());
    assertThat(filled.field("state")).as(filled.text()).isEqualTo("FILLED");
    assertThat(filled.json().path("fills").size()).isPositive();
    var events = user.get(path + "/events").json().path("items");
    assertThat(events.get(0).path("sequence").asInt()).isEqualTo(1);
    var position =
        user.until(
            "/api/v1/accounts/" + account + "/positions", json -> json.toString().contains("AAPL"));
    assertThat(position.text()).contains("\"symbol\":\"AAPL\"");
    assertThat(user.get("/api/v1/accounts/" + account + "/transactions").status()).isEqualTo(200);
  }

  @Test
  void waitsForTheBrokersAnswerIfAsked() {
    var placed =
        user.fresh()
            .with("Prefer", "wait=15")
            .post("/api/v1/orders", order("MARKET", "\"quantity\": \"1\""));

    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    assertThat(placed.field("state")).isIn("NEW", "PARTIALLY_FILLED", "FILLED");
  }

  @Test
  void replacesAndCancelsAWorkingOrder() {
    var placed =
        user.fresh()
            .with("Prefer", "wait=15")
            .post(
                "/api/v1/orders", order("LIMIT", "\"quantity\": \"1\", \"limitPrice\": \"1.00\""));
    var path = "/api/v1/orders/" + placed.field("id");

    var replaced = user.fresh().patch(path, "{\"limitPrice\": \"1.01\"}");

    assertThat(replaced.status()).as(replaced.text()).isEqualTo(202);
    var changed = user.until(path, json -> json.path("limitPrice").asString().equals("1.01"));
    assertThat(changed.field("limitPrice")).isEqualTo("1.01");
    var canceled = user.fresh().delete(path);
    assertThat(canceled.status()).as(canceled.text()).isEqualTo(202);
    var ended = user.until(path, json -> json.path("state").asString().equals("CANCELED"));
    assertThat(ended.field("state")).as(ended.text()).isEqualTo("CANCELED");
    assertThat(user.fresh().patch(path, "{\"quantity\": \"3\"}").status()).isEqualTo(409);
  }

  @Test
  void theSameKeyGivesTheVerySameAnswer() {
    var keyed = user.fresh();
    var body = order("MARKET", "\"quantity\": \"1\"");

    var first = keyed.post("/api/v1/orders", body);
    var second = keyed.post("/api/v1/orders", body);

    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.status()).isEqualTo(first.status());
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void previewsWithoutStoring() {
    var before = user.get("/api/v1/orders").json().path("items").size();

    var good = user.post("/api/v1/orders/preview", order("MARKET", "\"quantity\": \"1\"")).json();
    var bad =
        user.post("/api/v1/orders/preview", order("MARKET", "\"quantity\": \"99999\"")).json();

    assertThat(good.path("allowed").booleanValue()).isTrue();
    assertThat(bad.path("allowed").booleanValue()).isFalse();
    assertThat(bad.path("reasons").toString()).contains("INSUFFICIENT_BUYING_POWER");
    assertThat(user.get("/api/v1/orders").json().path("items").size())
        .isGreaterThanOrEqualTo(before);
  }

  @Test
  void listsOrdersByPages() {
    user.fresh().post("/api/v1/orders", order("MARKET", "\"quantity\": \"1\""));
    user.fresh().post("/api/v1/orders", order("MARKET", "\"quantity\": \"1\""));

    var first = user.get("/api/v1/orders?limit=1");
    var next = user.get("/api/v1/orders?limit=1&pageToken=" + first.field("nextPageToken"));

    assertThat(next.json().path("items").get(0).path("id"))
        .isNotEqualTo(first.json().path("items").get(0).path("id"));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/quotes?symbols=AAPL&symbols=TSLA",
    "/api/v1/instruments/AAPL",
    "/api/v1/instruments?query=AAP",
  })
  void answersQuestionsOfTheMarket(String path) {
    var reply = user.get(path);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.text()).contains("AAPL");
  }

  @Test
  void anotherUsersAccountAnswersAsOneThatDoesNotExist() {
    var others = APPLICATION.get("/api/v1/accounts/" + account + "/balances");
    var nobodys = APPLICATION.get("/api/v1/accounts/" + UUID.randomUUID() + "/balances");

    assertThat(others.status()).isEqualTo(404);
    assertThat(others.text()).isEqualTo(nobodys.text());
  }

  @Test
  void aWrongLoginFieldIsRefusedAndNothingIsStored() {
    var reply =
        user.post("/api/v1/connections", "{\"brokerId\": \"alpaca\", \"fields\": {\"x\": \"y\"}}");

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(user.get("/api/v1/connections").json().path("items").size()).isEqualTo(1);
  }

  private static String order(String type, String more) {
    return "{\"accountId\": \"%s\", \"symbol\": \"AAPL\", \"side\": \"BUY\", \"type\": \"%s\", %s}"
        .formatted(account, type, more);
  }
}
