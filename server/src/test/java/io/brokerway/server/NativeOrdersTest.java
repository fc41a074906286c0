package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Environment;
import io.brokerway.exchange.AccountTerms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Brackets, OCO and OTO that Alpaca runs itself, from the request to the fills of their parts. */
final class NativeOrdersTest {
  private final Api user = AlpacaHouse.user();
  private final String account =
      AlpacaHouse.connect(
          user,
          AlpacaHouse.ALPACA.openAccount(
              Environment.PAPER, AccountTerms.margin(), new BigDecimal("100000")));
  private final BigDecimal price = price();

  @Test
  void aBracketShowsItsExitsAndTheirEnd() {
    var placed =
        place(
            """
            {"accountId": "%s", "symbol": "AAPL", "side": "BUY", "type": "MARKET", "quantity": "5",
             "orderClass": "BRACKET", "timeInForce": "GTC",
             "takeProfit": {"limitPrice": "%s"}, "stopLoss": {"stopPrice": "%s"}}
            """
                .formatted(account, times("1.5"), times("0.5")));

    var entry = whole(placed, "FILLED", 2);
    assertThat(entry.path("origin").asString()).isEqualTo("CLIENT");
    var parts = parts(entry, 2);
    assertThat(parts)
        .allSatisfy(part -> {
          assertThat(part.path("parentId").asString()).isEqualTo(placed);
          assertThat(part.path("side").asString()).isEqualTo("SELL");
          assertThat(part.path("quantity").asString()).isEqualTo("5");
        })
        .extracting(part -> part.path("type").asString() + " " + part.path("origin").asString())
        .containsExactlyInAnyOrder("LIMIT PART", "STOP ALTERNATIVE_PART");
    assertThat(held()).isEqualByComparingTo("5");

    var takeProfit = of(parts, "LIMIT");
    user.until("/api/v1/orders/" + takeProfit, order -> state(order).equals("NEW"));
    var canceled = user.fresh().delete("/api/v1/orders/" + takeProfit);

    assertThat(canceled.status()).as(canceled.text()).isEqualTo(202);
    for (var part : parts) {
      var last = ended(part.path("id").asString());
      assertThat(state(last)).as(last.toString()).isEqualTo("CANCELED");
    }
  }

  @Test
  void theStopOfABracketIsMovedByItsOwnId() {
    var placed =
        place(
            """
            {"accountId": "%s", "symbol": "AAPL", "side": "BUY", "type": "MARKET", "quantity": "2",
             "orderClass": "BRACKET", "timeInForce": "GTC",
             "takeProfit": {"limitPrice": "%s"}, "stopLoss": {"stopPrice": "%s"}}
            """
                .formatted(account, times("1.5"), times("0.5")));
    var stop = of(parts(whole(placed, "FILLED", 2), 2), "STOP");
    var change = "{\"stopPrice\": \"%s\"}".formatted(times("0.6"));

    var moved = user.fresh().patch("/api/v1/orders/" + stop, change);
    var byParent = user.fresh().patch("/api/v1/orders/" + placed, change);

    assertThat(moved.status()).as(moved.text()).isEqualTo(202);
    var after =
        user.until(
            "/api/v1/orders/" + stop,
            json -> json.path("stopPrice").asString().equals(times("0.6")) && !isChanging(json));
    assertThat(after.field("stopPrice")).as(after.text()).isEqualTo(times("0.6"));
    assertThat(state(after.json())).isIn("NEW", "SUSPENDED");
    // The parent's own order is the entry, which is over.
    assertThat(byParent.status()).as(byParent.text()).isEqualTo(409);
  }

  private static boolean isChanging(JsonNode order) {
    return state(order).startsWith("PENDING");
  }

  @Test
  void anOcoFillsOneExitAndEndsTheOther() {
    var bought =
        place(
            """
            {"accountId": "%s", "symbol": "AAPL", "side": "BUY", "type": "MARKET", "quantity": "4"}
            """
                .formatted(account));
    user.until("/api/v1/orders/" + bought, order -> state(order).equals("FILLED"));

    var placed =
        place(
            """
            {"accountId": "%s", "symbol": "AAPL", "side": "SELL", "type": "LIMIT", "quantity": "4",
             "limitPrice": "%s", "orderClass": "OCO", "timeInForce": "GTC",
             "takeProfit": {"limitPrice": "%s"}, "stopLoss": {"stopPrice": "%s"}}
            """
                .formatted(account, times("1.5"), times("1.5"), times("0.5")));
    var working = whole(placed, "NEW", 1);
    var stop = parts(working, 1).getFirst();
    assertThat(stop.path("type").asString()).isEqualTo("STOP");
    assertThat(stop.path("parentId").asString()).isEqualTo(placed);

    var replaced =
        user.fresh()
            .patch("/api/v1/orders/" + placed, "{\"limitPrice\": \"%s\"}".formatted(times("0.97")));

    assertThat(replaced.status()).as(replaced.text()).isEqualTo(202);
    var last = ended(placed);
    assertThat(state(last)).as(last.toString()).isEqualTo("FILLED");
    assertThat(state(ended(stop.path("id").asString()))).isEqualTo("CANCELED");
    assertThat(held()).isEqualByComparingTo("0");
  }

  @Test
  void cancelingAnOtoEndsItsExit() {
    var placed =
        place(
            """
            {"accountId": "%s", "symbol": "AAPL", "side": "BUY", "type": "LIMIT", "quantity": "3",
             "limitPrice": "%s", "orderClass": "OTO", "timeInForce": "DAY",
             "stopLoss": {"stopPrice": "%s"}}
            """
                .formatted(account, times("0.8"), times("0.5")));
    var working = whole(placed, "NEW", 1);
    var exit = parts(working, 1).getFirst();
    assertThat(state(exit)).isEqualTo("SUSPENDED");
    assertThat(exit.path("origin").asString()).isEqualTo("PART");

    user.fresh().delete("/api/v1/orders/" + placed);

    assertThat(state(ended(placed))).isEqualTo("CANCELED");
    assertThat(state(ended(exit.path("id").asString()))).isEqualTo("CANCELED");
  }

  @Test
  void aBracketThatAlpacaDoesNotTakeIsRefusedBeforeItIsSent() {
    var refused =
        user.fresh()
            .post(
                "/api/v1/orders",
                """
                {"accountId": "%s", "symbol": "AAPL", "side": "BUY", "type": "MARKET",
                 "quantity": "1", "orderClass": "BRACKET",
                 "takeProfit": {"limitPrice": "%s"}}
                """
                    .formatted(account, times("1.5")));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.wrongFields()).containsExactly("orderClass");
  }

  @Test
  void aSpreadFillsByItsLegs() {
    var chain =
        user.get(
                "/api/v1/option-chain?underlying=AAPL&right=CALL&limit=1000&strikeFrom="
                    + times("0.95")
                    + "&strikeTo="
                    + times("1.05")
                    + "&accountId="
                    + account)
            .json()
            .path("items");
    var expiry = expiry(chain.get(chain.size() - 1));
    var symbols =
        chain
            .valueStream()
            .filter(listing -> expiry(listing).equals(expiry))
            .map(listing -> listing.path("instrument").path("symbol").asString())
            .sorted()
            .toList();
    assertThat(symbols).as(chain.toString()).hasSizeGreaterThan(1);

    var placed =
        place(
            """
            {"accountId": "%s", "side": "BUY", "type": "MARKET", "quantity": "2",
             "orderClass": "MULTI_LEG",
             "legs": [{"symbol": "%s", "side": "BUY", "ratio": 1, "effect": "OPEN"},
                      {"symbol": "%s", "side": "SELL", "ratio": 1, "effect": "OPEN"}]}
            """
                .formatted(account, symbols.getFirst(), symbols.getLast()));

    var spread = whole(placed, "FILLED", 2);
    assertThat(parts(spread, 2))
        .allSatisfy(leg -> {
          var last = ended(leg.path("id").asString());
          assertThat(state(last)).isEqualTo("FILLED");
          assertThat(last.path("parentId").asString()).isEqualTo(placed);
          assertThat(last.path("fills").size()).isPositive();
        });
    var held =
        user.until(
                "/api/v1/accounts/" + account + "/positions",
                json -> json.path("items").size() == 2)
            .json()
            .path("items");
    assertThat(held.valueStream().map(position -> position.path("quantity").asString()))
        .containsExactlyInAnyOrder("2", "-2");
  }

  /** The symbol's part before the right: root and expiry. */
  private static String expiry(JsonNode listing) {
    return listing.path("instrument").path("symbol").asString().substring(0, 12);
  }

  private String place(String body) {
    var placed = user.fresh().post("/api/v1/orders", body);
    assertThat(placed.status()).as(placed.text()).isEqualTo(202);
    return placed.field("id");
  }

  /** The order once it is in a state and all its parts were seen. */
  private JsonNode whole(String order, String state, int parts) {
    var seen =
        user.until(
                "/api/v1/orders/" + order,
                json -> state(json).equals(state) && json.path("partIds").size() == parts)
            .json();
    assertThat(state(seen)).as(seen.toString()).isEqualTo(state);
    return seen;
  }

  private List<JsonNode> parts(JsonNode order, int count) {
    assertThat(order.path("partIds").size()).as(order.toString()).isEqualTo(count);
    return order
        .path("partIds")
        .valueStream()
        .map(id -> user.get("/api/v1/orders/" + id.asString()).json())
        .toList();
  }

  private JsonNode ended(String order) {
    return user.until(
            "/api/v1/orders/" + order,
            json -> List.of("FILLED", "CANCELED", "EXPIRED", "REJECTED").contains(state(json)))
        .json();
  }

  private static String of(List<JsonNode> parts, String type) {
    return parts.stream()
        .filter(part -> part.path("type").asString().equals(type))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asString();
  }

  private static String state(JsonNode order) {
    return order.path("state").asString();
  }

  private BigDecimal held() {
    var positions = user.get("/api/v1/accounts/" + account + "/positions").json().path("items");
    return positions
        .valueStream()
        .map(position -> new BigDecimal(position.path("quantity").asString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal price() {
    var quote =
        user.get("/api/v1/quotes?symbols=AAPL&accountId=" + account).json().path("items").get(0);
    return new BigDecimal(quote.path("ask").asString());
  }

  private String times(String factor) {
    return price.multiply(new BigDecimal(factor)).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
