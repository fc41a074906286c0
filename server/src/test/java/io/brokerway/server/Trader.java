package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

/**
 * A user with a paper account, an order that rests on it, and a key of his own.
 *
 * @param keyId of his key
 */
public record Trader(
    String user, String account, String connection, String order, String keyId, Api api) {

  /** Makes one through an application's own key. */
  public static Trader of(Api application, Api nobody, String name) {
    var made =
        application.post(
            "/user/",
            "{\"username\": \"%s-%s\", \"initial_balance\": 10000}"
                .formatted(name, UUID.randomUUID()));
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    var user = made.field("id");
    var issued =
        application.post(
            "/api/v1/api-keys",
            "{\"name\": \"own\", \"scopes\": [\"READ\", \"TRADE\"], \"userId\": \"%s\"}"
                .formatted(user));
    var api = nobody.withKey(issued.field("key"));
    var order =
        api.post(
            "/order",
            ("{\"user_id\": \"%s\", \"symbol\": \"AAPL\", \"side\": \"BUY\","
                    + " \"order_type\": \"LIMIT\", \"price\": 1, \"quantity\": 1}")
                .formatted(user));
    assertThat(order.field("id")).as(order.text()).isNotEmpty();
    var connection =
        api.get("/api/v1/connections").json().path("items").get(0).path("id").asString();
    return new Trader(
        user, made.field("account_id"), connection, order.field("id"), issued.field("id"), api);
  }

  /** Somebody whose ids name nothing. */
  public static Trader nobody(Api api) {
    return new Trader(
        "user_nobody0000000000000000000000",
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        "nothing000000000",
        api);
  }
}
