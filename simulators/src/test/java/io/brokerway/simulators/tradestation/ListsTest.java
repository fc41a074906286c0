package io.brokerway.simulators.tradestation;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import io.brokerway.simulators.Json;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListsTest {
  private static final String ACCOUNTS = "/v3/brokerage/accounts/";

  @Test
  void historyHasWhatEndedAndTodayWhatIsOpenToo() {
    try (var scene = Scene.open()) {
      var old = scene.simulation().place(Scene.market("AAPL", "BUY", "1"));
      var open =
          scene
              .simulation()
              .place(
                  Scene.order(
                      "AAPL",
                      "BUY",
                      "1",
                      "\"OrderType\":\"Limit\",\"LimitPrice\":\"10\",\"TimeInForce\":{\"Duration\":\"GTC\"}"));
      scene.clock.advance(Duration.ofDays(1));
      var today = scene.simulation();

      assertThat(ids(today.get(ACCOUNTS + Scene.MARGIN + "/orders"))).containsExactly(open);
      assertThat(ids(today.get(ACCOUNTS + Scene.MARGIN + "/historicalorders?since=2026-03-01")))
          .containsExactly(old);
    }
  }

  private static ArrayList<String> ids(Caller.Reply reply) {
    var ids = new ArrayList<String>();
    reply.json().path("Orders").forEach(order -> ids.add(order.path("OrderID").asString()));
    return ids;
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-01", "03-01-2026", "2026/03/01", "03/01/2026"})
  void sinceIsADateInFourForms(String since) {
    try (var scene = Scene.open()) {
      assertThat(
              scene
                  .simulation()
                  .get(ACCOUNTS + Scene.MARGIN + "/historicalorders?since=" + since)
                  .status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?since=yesterday", "?since=2025-11-01"})
  void sinceIsRequiredReadableAndNotTooOld(String query) {
    try (var scene = Scene.open()) {
      assertThat(
              scene
                  .simulation()
                  .get(ACCOUNTS + Scene.MARGIN + "/historicalorders" + query)
                  .status())
          .isEqualTo(400);
    }
  }

  @Test
  void aPageTokenIsGoodForTheNextPageAlone() {
    try (var scene = Scene.open()) {
      for (var i = 0; i < 3; i++) {
        scene.simulation().place(Scene.limit("AAPL", "BUY", "1", "10"));
      }
      var path = ACCOUNTS + Scene.MARGIN + "/orders?pageSize=2";
      var first = scene.simulation().get(path);
      var token = first.text("NextToken");

      var second = scene.simulation().get(path + "&nextToken=" + token);
      var again = scene.simulation().get(path + "&nextToken=" + token);

      assertThat(ids(first)).hasSize(2);
      assertThat(ids(second)).hasSize(1);
      assertThat(second.json().has("NextToken")).isFalse();
      assertThat(again.status()).isEqualTo(400);
    }
  }

  @Test
  void whatIsWrongWithOneAccountIsToldBesideTheOthers() {
    try (var scene = Scene.open()) {
      var reply = scene.simulation().get(ACCOUNTS + Scene.MARGIN + ",11001234/balances");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().path("Balances")).hasSize(1);
      assertThat(reply.json().path("Errors").get(0).path("AccountID").asString())
          .isEqualTo("11001234");
    }
  }

  @Test
  void aQuotaIsUsedUpAndComesBackWithItsWindow() {
    try (var scene = Scene.open()) {
      var caller = scene.simulation();
      for (var i = 0; i < 30; i++) {
        assertThat(caller.get("/v3/marketdata/quotes/AAPL").status()).isEqualTo(200);
      }

      var tooFast = caller.get("/v3/marketdata/quotes/AAPL");
      scene.clock.advance(Duration.ofMinutes(1));

      assertThat(tooFast.status()).isEqualTo(429);
      assertThat(tooFast.text("Error")).isEqualTo("TooManyRequests");
      assertThat(caller.get("/v3/marketdata/quotes/AAPL").status()).isEqualTo(200);
    }
  }

  @Test
  void aLostOrderIsAnsweredAndNeverTaken() {
    try (var scene = Scene.open()) {
      scene.tradeStation.spoil(
          Fault.withoutAccepting(
              "tradestation", "POST", "/sim/v3/orderexecution/orders", new Answer.AsIs()));

      var id = scene.simulation().place(Scene.market("AAPL", "BUY", "1"));

      assertThat(scene.tradeStation.ledger()).isEmpty();
      assertThat(scene.shown(id)).isEqualTo(Json.object());
    }
  }

  @Test
  void anotherRobotTradesOnTheSameAccount() {
    try (var scene = Scene.open()) {
      var reply =
          scene
              .control()
              .post(
                  "/tradestation/orders",
                  "{\"order\":%s}".formatted(Scene.market("AAPL", "BUY", "1")));

      assertThat(reply.status()).isEqualTo(201);
      assertThat(scene.tradeStation.ledger().getFirst().path("origin").asString())
          .isEqualTo("external");
    }
  }

  @Test
  void optionsAreNamedTradedAndShownInTheirOwnSpelling() {
    try (var scene = Scene.open()) {
      var day =
          scene
              .simulation()
              .get("/v3/marketdata/options/expirations/AAPL")
              .json()
              .path("Expirations")
              .get(0)
              .path("Date")
              .asString();
      var strikes =
          scene
              .simulation()
              .get("/v3/marketdata/options/strikes/AAPL?expiration=" + day)
              .json()
              .path("Strikes");
      var strike = strikes.get(strikes.size() / 2).get(0).asString();
      var symbol = "AAPL %sC%s".formatted(day.substring(2, 10).replace("-", ""), strike);

      var id = scene.simulation().place(Scene.market(symbol, "BUYTOOPEN", "1"));

      var leg = scene.shown(id).path("Legs").get(0);
      assertThat(leg.path("Symbol").asString()).isEqualTo(symbol);
      assertThat(leg.path("AssetType").asString()).isEqualTo("STOCKOPTION");
      assertThat(leg.path("StrikePrice").asString()).isEqualTo(strike);
      assertThat(leg.path("ExpirationDate").asString()).isEqualTo(day);
    }
  }
}
