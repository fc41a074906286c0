package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What belongs to another answers byte for byte as what does not exist, on every route. */
final class NotYoursTest {
  private static final Api NOBODY = Api.at(TestGateways.serve().port());
  private static final Api ADMIN = NOBODY.withKey(TestGateways.adminKey());

  private static Trader ann = Trader.nobody(NOBODY);
  private static Trader bob = ann;

  @BeforeAll
  static void makeTwo() {
    ann = Trader.of(ADMIN, NOBODY, "ann");
    bob = Trader.of(ADMIN, NOBODY, "bob");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /api/v1/accounts/{account} |",
        "GET | /api/v1/accounts/{account}/balances |",
        "GET | /api/v1/accounts/{account}/positions |",
        "GET | /api/v1/accounts/{account}/transactions |",
        "GET | /api/v1/accounts/{account}/equity-history?from=2026-01-02T00:00:00Z&to=2026-01-03T00:00:00Z |",
        "GET | /api/v1/accounts/{account}/wallet-transfers |",
        "DELETE | /api/v1/accounts/{account}/positions |",
        "DELETE | /api/v1/accounts/{account}/positions/AAPL |",
        "GET | /api/v1/market-hours?symbol=AAPL&accountId={account} |",
        "GET | /api/v1/trading-days?symbol=AAPL&from=2026-01-02&to=2026-01-03&accountId={account} |",
        "GET | /api/v1/option-chain?underlying=AAPL&accountId={account} |",
        "GET | /api/v1/connections/{connection} |",
        "POST | /api/v1/connections/{connection}/login | {}",
        "POST | /api/v1/connections/{connection}/login/answer | {}",
        "POST | /api/v1/connections/{connection}/sync | {}",
        "GET | /api/v1/connections/{connection}/sync-runs |",
        "DELETE | /api/v1/connections/{connection} |",
        "GET | /api/v1/orders?accountId={account} |",
        "GET | /api/v1/orders/{order} |",
        "GET | /api/v1/orders/{order}/events |",
        "PATCH | /api/v1/orders/{order} | {\"quantity\": \"2\"}",
        "DELETE | /api/v1/orders/{order} |",
        "POST | /api/v1/orders | {order-body}",
        "POST | /api/v1/orders/preview | {order-body}",
        "GET | /api/v1/quotes?symbols=AAPL&accountId={account} |",
        "GET | /api/v1/bars?symbol=AAPL&from=2026-01-02T00:00:00Z&to=2026-01-03T00:00:00Z&accountId={account} |",
        "GET | /api/v1/instruments?query=AAP&accountId={account} |",
        "GET | /api/v1/instruments/AAPL?accountId={account} |",
        "GET | /api/v1/users/{user} |",
        "GET | /api/v1/broker/orders/{order} |",
        "PATCH | /api/v1/broker/orders/{order} | {\"quantity\": \"2\"}",
        "DELETE | /api/v1/broker/orders/{order} |",
        "POST | /api/v1/broker/orders | {router-body}",
        "DELETE | /api/brokers/connections/{connection} |",
        "POST | /api/brokers/sync/{connection} |",
        "GET | /api/brokers/positions/{connection} |",
        "POST | /brokerage_integrations/brokerages/accounts/{account}/sync/ | {}",
        "GET | /brokerage_integrations/brokerages/accounts/{account}/portfolio/ |",
        "GET | /brokerage_integrations/brokerages/accounts/{account}/transactions/ |",
        "DELETE | /brokerage_integrations/brokerages/accounts/{account}/disconnect/ |",
        "POST | /brokerage_integrations/brokerages/connect/ | {connect-body}",
        "GET | /order/{order} |",
        "DELETE | /order/{order} |",
        "GET | /user/{user} |",
        "PUT | /user/{user}/balance | {\"balance\": 5}",
        "GET | /orders/user/{user} |",
        "POST | /order | {trading-body}",
        "POST | /order | {trading-body-of-account}",
      })
  void anothersAnswersAsNobodys(String method, String path, @Nullable String body) {
    var nobody = Trader.nobody(NOBODY);

    var others =
        ann.api().fresh().send(method, filled(path, bob), body == null ? null : filled(body, bob));
    var nobodys =
        ann.api()
            .fresh()
            .send(method, filled(path, nobody), body == null ? null : filled(body, nobody));

    if (path.startsWith("/api/v1/orders?")) {
      // A filter that fits nothing gives nothing.
      assertThat(others.json().path("items").size()).isZero();
    } else {
      assertThat(others.status()).as(others.text()).isEqualTo(404);
    }
    assertThat(others.status()).isEqualTo(nobodys.status());
    assertThat(timeless(others.text())).isEqualTo(timeless(nobodys.text()));
    assertThat(others.header("Content-Type")).isEqualTo(nobodys.header("Content-Type"));
  }

  @Test
  void aUsersKeySeesNoOtherUserByTheApplicationsIds() {
    var path = "/brokerage_integrations/brokerages/user/%s/accounts/";

    var bobs = ann.api().get(path.formatted(bob.user()));
    var nobodys = ann.api().get(path.formatted("user_nobody0000000000000000000000"));

    assertThat(timeless(bobs.text())).isEqualTo(timeless(nobodys.text()));
    assertThat(bobs.json().path("accounts").isEmpty()).isTrue();
    assertThat(ann.api().get(path.formatted(ann.user())).json().path("accounts").size())
        .isEqualTo(1);
    for (var surface : new String[] {"/api/v1/broker/accounts", "/api/brokers/connections"}) {
      var named = ann.api().with("Brokerway-User", bob.user()).get(surface);
      var unknown = ann.api().with("Brokerway-User", "nobody").get(surface);
      assertThat(named.status()).isEqualTo(404);
      assertThat(named.text()).isEqualTo(unknown.text());
    }
  }

  /** Without the moment of the answer. */
  private static String timeless(String text) {
    return text.replaceAll("\"timestamp\":\"[^\"]*\"", "");
  }

  @Test
  void whatIsOnesOwnAnswers() {
    for (var path :
        new String[] {
          "/api/v1/accounts/{account}",
          "/api/v1/connections/{connection}",
          "/api/v1/orders/{order}",
          "/api/v1/users/{user}",
          "/api/v1/broker/orders/{order}",
          "/api/brokers/positions/{connection}",
          "/brokerage_integrations/brokerages/accounts/{account}/portfolio",
          "/order/{order}",
          "/user/{user}",
          "/orders/user/{user}"
        }) {
      assertThat(bob.api().get(filled(path, bob)).status()).as(path).isEqualTo(200);
    }
    assertThat(ADMIN.get(filled("/order/{order}", bob)).status()).isEqualTo(200);
  }

  @Test
  void aKeyThatDoesNotExistAnswersAsOneThatNeverDid() {
    var first = ADMIN.delete("/api/v1/api-keys/nothing1");
    var second = ADMIN.delete("/api/v1/api-keys/nothing2");

    assertThat(first.status()).isEqualTo(404);
    assertThat(first.text()).isEqualTo(second.text());
  }

  private static String filled(String text, Trader person) {
    return text.replace(
            "{order-body}",
            "{\"accountId\": \"{account}\", \"symbol\": \"AAPL\", \"side\": \"BUY\","
                + " \"type\": \"MARKET\", \"quantity\": \"1\"}")
        .replace(
            "{router-body}",
            "{\"account_id\": \"{account}\", \"symbol\": \"AAPL\", \"side\": \"BUY\","
                + " \"order_type\": \"MARKET\", \"quantity\": \"1\"}")
        .replace(
            "{connect-body}",
            "{\"user_id\": \"{user}\", \"brokerage_name\": \"paper\", \"credentials\": {}}")
        .replace(
            "{trading-body}",
            "{\"user_id\": \"{user}\", \"symbol\": \"AAPL\", \"side\": \"BUY\","
                + " \"order_type\": \"MARKET\", \"quantity\": 1}")
        .replace(
            "{trading-body-of-account}",
            "{\"user_id\": \"%s\", \"account_id\": \"{account}\", \"symbol\": \"AAPL\","
                    .formatted(ann.user())
                + " \"side\": \"BUY\", \"order_type\": \"MARKET\", \"quantity\": 1}")
        .replace("{user}", person.user())
        .replace("{account}", person.account())
        .replace("{connection}", person.connection())
        .replace("{order}", person.order());
  }
}
