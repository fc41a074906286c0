package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Environment;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.alpaca.AlpacaSimulator;
import io.brokerway.simulators.alpaca.KeyPair;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A paper account on the quotes of a connected Alpaca, over the canonical API. */
final class QuotedPaperTest {
  private static final AlpacaSimulator ALPACA =
      AlpacaSimulator.start(
          SimulatorClock.ticking(Clock.systemUTC()), Tape.of(TapeConfig.alwaysOpen()));
  private static final Gateway GATEWAY = Gateway.demo(TestGateways.settings(flags()));
  private static final Api APPLICATION = Api.at(GATEWAY.port());

  private static Map<String, String> flags() {
    return Map.of(
        "requests-per-minute-application", "0",
        "broker.alpaca.base-url", ALPACA.liveUrl().toString(),
        "broker.alpaca.paper-base-url", ALPACA.paperUrl().toString(),
        "broker.alpaca.data-url", ALPACA.dataUrl().toString(),
        "broker.alpaca.stream-url", ALPACA.liveStreamUrl().toString(),
        "broker.alpaca.paper-stream-url", ALPACA.paperStreamUrl().toString(),
        "broker.paper.quote-poll", "PT1S",
        "broker.paper.quote-max-age", "PT4S");
  }

  @AfterAll
  static void stop() {
    GATEWAY.close();
    ALPACA.close();
  }

  private static Api user() {
    var id = UUID.randomUUID().toString();
    APPLICATION.post(
        "/api/v1/users", "{\"username\": \"%s\", \"externalId\": \"%s\"}".formatted(id, id));
    return APPLICATION.with("Brokerway-User", id);
  }

  private static String alpaca(KeyPair keys) {
    return "{\"brokerId\": \"alpaca\", \"environment\": \"PAPER\", \"fields\": {\"api_key\": \"%s\", \"api_secret\": \"%s\"}}"
        .formatted(keys.keyId(), keys.secret());
  }

  private static String paper(String connection) {
    return "{\"brokerId\": \"paper\", \"fields\": {\"prices\": \"%s\"}}".formatted(connection);
  }

  private static String connect(Api user, String body) {
    var connected = user.post("/api/v1/connections", body);
    assertThat(connected.status()).as(connected.text()).isEqualTo(201);
    return connected.json().path("connection").path("id").asString();
  }

  private static KeyPair keys() {
    return ALPACA.openAccount(Environment.PAPER, AccountTerms.margin(), new BigDecimal(100_000));
  }

  private static JsonNode paperAccount(Api user) {
    for (var account : user.get("/api/v1/accounts").json().path("items")) {
      if (account.path("brokerId").asString().equals("paper")) {
        return account;
      }
    }
    throw new AssertionError("no paper account");
  }

  private static String order(String account, String more) {
    return "{\"accountId\": \"%s\", \"symbol\": \"AAPL\", \"side\": \"BUY\", \"quantity\": \"2\", %s}"
        .formatted(account, more);
  }

  @Test
  void fillsAtThePricesOfTheUsersOwnAlpacaAndFollowsItsLogin() {
    var user = user();
    var keys = keys();
    var alpaca = connect(user, alpaca(keys));
    var paper = connect(user, paper(alpaca));
    user.post("/api/v1/connections/" + paper + "/sync", "{}");
    var account = paperAccount(user).path("id").asString();

    var placed = user.fresh().post("/api/v1/orders", order(account, "\"type\": \"MARKET\""));
    assertThat(placed.status()).as(placed.text()).isEqualTo(202);
    var path = placed.header("Location");
    var filled =
        user.until(
            path,
            json ->
                json.path("state").asString().equals("FILLED") && !json.path("fills").isEmpty());
    assertThat(filled.field("state")).as(filled.text()).isEqualTo("FILLED");
    var quotes = user.get("/api/v1/quotes?symbols=AAPL&connectionId=" + paper);
    assertThat(quotes.text()).contains("alpaca:");

    ALPACA.revoke(keys);
    user.post("/api/v1/connections/" + alpaca + "/sync", "{}");
    var lost =
        user.until(
            "/api/v1/accounts/" + account,
            json -> json.path("status").asString().equals("RESTRICTED"));
    assertThat(lost.field("restriction")).as(lost.text()).contains(alpaca, "NEEDS_LOGIN");
    var resting =
        user.fresh()
            .with("Prefer", "wait=15")
            .post(
                "/api/v1/orders",
                order(
                    account,
                    "\"type\": \"LIMIT\", \"limitPrice\": \"1.00\", \"timeInForce\": \"GTC\""));
    assertThat(resting.status()).as(resting.text()).isNotEqualTo(500);

    assertThat(staleness(user, paper, account)).isEqualTo("STALE");

    ALPACA.restore(keys);
    var again =
        user.post(
            "/api/v1/connections/" + alpaca + "/login",
            "{\"fields\": {\"api_key\": \"%s\", \"api_secret\": \"%s\"}}"
                .formatted(keys.keyId(), keys.secret()));
    assertThat(again.status()).as(again.text()).isEqualTo(200);
    var back =
        user.until(
            "/api/v1/accounts/" + account, json -> json.path("status").asString().equals("ACTIVE"));
    assertThat(back.field("status")).as(back.text()).isEqualTo("ACTIVE");
    var second = user.fresh().post("/api/v1/orders", order(account, "\"type\": \"MARKET\""));
    var secondFilled =
        user.until(
            second.header("Location"), json -> json.path("state").asString().equals("FILLED"));
    assertThat(secondFilled.field("state")).as(secondFilled.text()).isEqualTo("FILLED");
  }

  /** What a balance says of itself once its account's quotes grew too old; the last word. */
  private static String staleness(Api user, String paper, String account) {
    var end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (true) {
      user.post("/api/v1/connections/" + paper + "/sync", "{}");
      var balance = user.get("/api/v1/accounts/" + account + "/balances").json();
      var status = balance.path("freshness").path("status").asString();
      if (status.equals("STALE") || System.nanoTime() > end) {
        assertThat(balance.path("cash").isString()).isTrue();
        return status;
      }
      LockSupport.parkNanos(500_000_000);
    }
  }

  @Test
  void anotherUsersConnectionLendsNothingAndNothingIsStored() {
    var alpaca = connect(user(), alpaca(keys()));
    var stranger = user();

    var refused = stranger.post("/api/v1/connections", paper(alpaca));

    assertThat(refused.status()).as(refused.text()).isBetween(400, 499);
    assertThat(refused.text()).contains("prices must be replay");
    assertThat(stranger.get("/api/v1/connections").json().path("items").size()).isZero();
  }
}
