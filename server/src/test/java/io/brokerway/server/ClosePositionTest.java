package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Environment;
import io.brokerway.exchange.AccountTerms;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Positions are closed by orders, with all that makes orders safe. */
final class ClosePositionTest {
  private final Api user = AlpacaHouse.user();
  private final String account =
      AlpacaHouse.connect(
          user,
          AlpacaHouse.ALPACA.openAccount(
              Environment.PAPER, AccountTerms.margin(), new BigDecimal("100000")));
  private final String positions = "/api/v1/accounts/" + account + "/positions";

  @Test
  void aPartAndThenTheRestAreClosed() {
    buy("AAPL", "10");
    var key = UUID.randomUUID().toString();
    var mine = user.with("Idempotency-Key", key);

    var part = mine.delete(positions + "/AAPL?percentage=40");
    var again = mine.delete(positions + "/AAPL?percentage=40");
    var other = mine.delete(positions + "/AAPL?percentage=41");

    assertThat(part.status()).as(part.text()).isEqualTo(202);
    assertThat(part.field("side")).isEqualTo("SELL");
    assertThat(part.field("quantity")).isEqualTo("4");
    assertThat(again.text()).isEqualTo(part.text());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    filled(part.field("id"));

    var tooMuch = user.fresh().delete(positions + "/AAPL?quantity=7");
    var rest = user.fresh().delete(positions + "/AAPL");

    assertThat(tooMuch.status()).isEqualTo(409);
    assertThat(tooMuch.field("detail")).contains("the position is 6");
    assertThat(rest.field("quantity")).as(rest.text()).isEqualTo("6");
    filled(rest.field("id"));
    assertThat(user.fresh().delete(positions + "/AAPL").status()).isEqualTo(409);
    // The key of the part still gives its order, though nothing is held any more.
    assertThat(mine.delete(positions + "/AAPL?percentage=40").text()).isEqualTo(part.text());
  }

  @Test
  void allPositionsAreClosedOnce() {
    buy("AAPL", "3");
    buy("MSFT", "2");
    var mine = user.with("Idempotency-Key", UUID.randomUUID().toString());

    var closed = mine.delete(positions);
    var items = closed.json().path("items");
    items.forEach(item -> filled(item.path("order").path("id").asString()));
    var again = mine.delete(positions);

    assertThat(closed.status()).as(closed.text()).isEqualTo(202);
    assertThat(items.valueStream().map(item -> item.path("order").path("quantity").asString()))
        .containsExactlyInAnyOrder("3", "2");
    assertThat(
            again
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("order").path("id").asString()))
        .containsExactlyInAnyOrderElementsOf(
            items.valueStream().map(item -> item.path("order").path("id").asString()).toList());
    assertThat(user.get(positions).json().path("items").size()).isZero();
  }

  @Test
  void ordersThatBindThePositionsAreCanceledFirst() {
    buy("AAPL", "3");
    var exit = placed("AAPL", "SELL", "\"LIMIT\", \"limitPrice\": \"9999\"", "2");
    user.until("/api/v1/orders/" + exit, json -> json.path("state").asString().equals("NEW"));
    var mine = user.with("Idempotency-Key", UUID.randomUUID().toString());

    var closed = mine.delete(positions + "?cancelOrders=true");
    var order = closed.json().path("items").path(0).path("order");
    filled(order.path("id").asString());
    var again = mine.delete(positions + "?cancelOrders=true");

    assertThat(order.path("quantity").asString()).as(closed.text()).isEqualTo("3");
    assertThat(user.get("/api/v1/orders/" + exit).field("state")).isEqualTo("CANCELED");
    assertThat(again.json().path("items").path(0).path("order").path("id").asString())
        .isEqualTo(order.path("id").asString());
  }

  @Test
  void aCloseNamesItsKeyAndWhatIsWrongWithIt() {
    assertThat(user.delete(positions + "/AAPL").code()).isEqualTo("IDEMPOTENCY_KEY_REQUIRED");
    assertThat(user.fresh().delete(positions + "/AAPL?percentage=101").wrongFields())
        .containsExactly("percentage");
    assertThat(user.fresh().delete(positions + "/AAPL?quantity=-1").wrongFields())
        .containsExactly("quantity");
    assertThat(user.fresh().delete(positions + "/AAPL").status()).isEqualTo(409);
  }

  @Test
  void hoursCalendarAndHistoryAreTheBrokers() {
    var hours = user.get("/api/v1/market-hours?symbol=AAPL&accountId=" + account);
    var days =
        user.get(
            "/api/v1/trading-days?symbol=AAPL&from=2026-01-01&to=2026-01-09&accountId=" + account);
    var history =
        user.get(
            "/api/v1/accounts/"
                + account
                + "/equity-history?size=DAY_1&from=2026-01-01T00:00:00Z&to=2099-01-01T00:00:00Z");

    var wallet = user.get("/api/v1/accounts/" + account + "/wallet-transfers");

    assertThat(wallet.status()).as(wallet.text()).isEqualTo(200);
    assertThat(days.json().path("items").size()).as(days.text()).isEqualTo(6);
    assertThat(hours.status()).as(hours.text()).isEqualTo(200);
    assertThat(hours.field("session")).isNotEmpty();
    assertThat(days.status()).as(days.text()).isEqualTo(200);
    assertThat(history.status()).as(history.text()).isEqualTo(200);
    assertThat(history.json().path("points").size()).as(history.text()).isPositive();
  }

  private void buy(String symbol, String quantity) {
    filled(placed(symbol, "BUY", "\"MARKET\"", quantity));
  }

  private String placed(String symbol, String side, String type, String quantity) {
    var placed =
        user.fresh()
            .post(
                "/api/v1/orders",
                """
                {"accountId": "%s", "symbol": "%s", "side": "%s", "type": %s, "quantity": "%s"}
                """
                    .formatted(account, symbol, side, type, quantity));
    assertThat(placed.status()).as(placed.text()).isEqualTo(202);
    return placed.field("id");
  }

  private void filled(String order) {
    var seen =
        user.until(
            "/api/v1/orders/" + order, json -> json.path("state").asString().equals("FILLED"));
    assertThat(seen.field("state")).as(seen.text()).isEqualTo("FILLED");
  }
}
