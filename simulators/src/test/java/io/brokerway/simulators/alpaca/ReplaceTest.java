package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.ThinPrices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A replaced order that filled in part: each order of the chain counts for itself. */
final class ReplaceTest {
  private static final KeyPair KEYS = DemoLogins.PAPER.keys();

  private final ThinPrices prices = ThinPrices.of(Scene.prices());
  private final AlpacaSimulator alpaca =
      AlpacaSimulator.start(SimulatorClock.standing(Scene.MORNING), prices);
  private final Caller paper = new Caller(alpaca.paperUrl(), KEYS);

  @BeforeEach
  void displayFour() {
    prices.show(new BigDecimal(4));
  }

  @AfterEach
  void close() {
    alpaca.close();
  }

  @Test
  void namedQuantityIsTheNewOrdersOwn() {
    var old = buyTen();

    var reply = paper.patch("/v2/orders/" + old, "{\"qty\":\"4\"}");

    var before = paper.get("/v2/orders/" + old);
    var after = paper.get("/v2/orders/" + reply.text("id"));
    assertThat(reply.text("qty")).isEqualTo("4");
    assertThat(reply.text("filled_qty")).isEqualTo("0");
    assertThat(reply.json().path("filled_avg_price").isNull()).isTrue();
    assertThat(before.text("status")).isEqualTo("replaced");
    assertThat(before.text("qty")).isEqualTo("10");
    assertThat(before.text("filled_qty")).isEqualTo("4");
    assertThat(after.text("status")).isEqualTo("new");
    assertThat(after.text("qty")).isEqualTo("4");
    assertThat(after.text("filled_qty")).isEqualTo("0");
    assertThat(alpaca.ledger().getLast().path("qty").asString()).isEqualTo("4");
  }

  @Test
  void withoutAQuantityTheWholeOldOneIsTradedAgain() {
    var old = buyTen();

    var id =
        paper
            .patch("/v2/orders/" + old, "{\"limit_price\":\"%s\"}".formatted(limit("1.2")))
            .text("id");
    display(100);

    var order = paper.get("/v2/orders/" + id);
    assertThat(order.text("status")).isEqualTo("filled");
    assertThat(order.text("qty")).isEqualTo("10");
    assertThat(order.text("filled_qty")).isEqualTo("10");
    assertThat(paper.get("/v2/positions/AAPL").text("qty")).isEqualTo("14");
  }

  @Test
  void fillsOfTheNewOrderAreCountedFromZeroEverywhere() {
    try (var listener = Listener.toTrades(alpaca.paperStreamUrl(), KEYS)) {
      var id = paper.patch("/v2/orders/" + buyTen(), "{\"qty\":\"4\"}").text("id");
      display(1);
      display(3);

      var replaced = listener.update("replaced").path("order");
      var pending = listener.update("pending_new").path("order");
      var first = listener.update("partial_fill");
      var last = listener.update("fill");
      var activities = paper.get("/v2/account/activities/FILL?direction=asc").json();

      assertThat(replaced.path("filled_qty").asString()).isEqualTo("4");
      assertThat(pending.path("filled_qty").asString()).isEqualTo("0");
      assertThat(first.path("order").path("id").asString()).isEqualTo(id);
      assertThat(first.path("order").path("filled_qty").asString()).isEqualTo("1");
      assertThat(first.path("order").path("filled_avg_price")).isEqualTo(first.path("price"));
      assertThat(last.path("order").path("filled_qty").asString()).isEqualTo("4");
      assertThat(last.path("position_qty").asString()).isEqualTo("8");
      assertThat(activities)
          .extracting(row -> row.path("cum_qty").asString())
          .containsExactly("4", "1", "4");
      assertThat(activities)
          .extracting(row -> row.path("leaves_qty").asString())
          .containsExactly("6", "3", "0");
      assertThat(activities.path(1).path("order_id").asString()).isEqualTo(id);
    }
  }

  @Test
  void averagePriceIsThatOfTheOwnFills() {
    var id = paper.patch("/v2/orders/" + buyTen(), "{\"qty\":\"4\"}").text("id");
    display(1);
    alpaca.clock().advance(Duration.ofMinutes(7));
    display(3);

    var order = paper.get("/v2/orders/" + id).json();
    var spent = BigDecimal.ZERO;
    for (var fill : paper.get("/v2/account/activities/FILL").json()) {
      if (fill.path("order_id").asString().equals(id)) {
        spent = spent.add(figure(fill, "qty").multiply(figure(fill, "price")));
      }
    }

    assertThat(figure(order, "filled_avg_price").multiply(new BigDecimal(4)))
        .isEqualByComparingTo(spent);
  }

  @Test
  void chainOfReplacesGoesOn() {
    var second = paper.patch("/v2/orders/" + buyTen(), "{\"qty\":\"4\"}").text("id");
    display(1);

    var third = paper.patch("/v2/orders/" + second, "{\"qty\":\"2\"}").text("id");
    display(100);

    assertThat(paper.get("/v2/orders/" + second).text("filled_qty")).isEqualTo("1");
    assertThat(paper.get("/v2/orders/" + third).text("filled_qty")).isEqualTo("2");
    assertThat(paper.get("/v2/positions/AAPL").text("qty")).isEqualTo("7");
  }

  @Test
  void exitNeverSellsMoreThanItsEntryBought() {
    display(100);
    paper.place(
        """
        {"symbol":"AAPL","qty":"10","side":"buy","type":"market","time_in_force":"day"}\
        """);
    prices.show(new BigDecimal(4));
    var exit =
        paper.place(
            """
            {"symbol":"AAPL","qty":"10","side":"sell","type":"limit","time_in_force":"gtc",
             "order_class":"oco","take_profit":{"limit_price":"%s"},
             "stop_loss":{"stop_price":"20.00"}}\
            """
                .formatted(limit("0.9")));

    var reply =
        paper.patch("/v2/orders/" + exit.path("id").asString(), "{\"limit_price\":\"9999\"}");

    assertThat(reply.text("qty")).isEqualTo("6");
    assertThat(reply.text("filled_qty")).isEqualTo("0");
    assertThat(paper.get("/v2/positions/AAPL").text("qty")).isEqualTo("6");
  }

  /** Ten shares at any price near the market, of which four fill at once. */
  private String buyTen() {
    var order =
        paper.place(
            """
            {"symbol":"AAPL","qty":"10","side":"buy","type":"limit","time_in_force":"gtc",
             "limit_price":"%s"}\
            """
                .formatted(limit("1.1")));
    return order.path("id").asString();
  }

  /** A limit price so many times the ask. */
  private String limit(String times) {
    var listed = alpaca.venue().prices().find("AAPL").orElseThrow();
    var ask = alpaca.venue().prices().quote(listed, Scene.MORNING).ask();
    return ask.multiply(new BigDecimal(times)).setScale(2, RoundingMode.UP).toPlainString();
  }

  private void display(int units) {
    prices.show(new BigDecimal(units));
    alpaca.clock().advance(Duration.ofSeconds(1));
  }

  private static BigDecimal figure(JsonNode json, String field) {
    return new BigDecimal(json.path(field).asString());
  }
}
