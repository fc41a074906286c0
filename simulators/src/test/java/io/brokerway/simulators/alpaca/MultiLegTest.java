package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Orders of several options that fill together. */
final class MultiLegTest {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final OptionScene options = new OptionScene(Scene.alwaysOpen());
  private final Caller paper = options.scene.paper;

  @AfterEach
  void close() {
    options.close();
  }

  @Test
  void spreadFillsAllLegsAtTheirQuotes() {
    var bought = options.symbol("call", 0);
    var sold = options.symbol("call", 2);
    var debit =
        options
            .quote(bought)
            .path("ap")
            .decimalValue()
            .subtract(options.quote(sold).path("bp").decimalValue());

    var order = paper.place(OptionScene.spread(bought, sold, 2, ""));

    var filled = paper.get("/v2/orders/%s?nested=true".formatted(order.path("id").asString()));
    assertThat(filled.text("status")).isEqualTo("filled");
    assertThat(filled.text("filled_qty")).isEqualTo("2");
    assertThat(new BigDecimal(filled.text("filled_avg_price"))).isEqualByComparingTo(debit);
    assertThat(filled.json().path("legs"))
        .extracting(leg -> leg.path("status").asString() + leg.path("filled_qty").asString())
        .containsExactly("filled2", "filled2");
    assertThat(paper.get("/v2/positions/" + bought).text("qty")).isEqualTo("2");
    assertThat(paper.get("/v2/positions/" + sold).text("qty")).isEqualTo("-2");
    assertThat(options.cash())
        .isEqualByComparingTo(
            new BigDecimal(100_000).subtract(debit.multiply(HUNDRED).multiply(BigDecimal.TWO)));
  }

  @Test
  void orderAndLegsAreShownAsDocumented() {
    var bought = options.symbol("call", 0);
    var sold = options.symbol("call", 2);

    var order = paper.place(OptionScene.spread(bought, sold, 1, "0.01"));

    assertThat(order.path("order_class").asString()).isEqualTo("mleg");
    for (var name : new String[] {"symbol", "asset_id", "asset_class", "side"}) {
      assertThat(order.path(name).asString("?")).as(name).isEmpty();
    }
    assertThat(order.path("type").asString()).isEqualTo("limit");
    assertThat(order.path("limit_price").asString()).isEqualTo("0.01");
    assertThat(order.has("position_intent")).isFalse();
    var leg = order.path("legs").path(1);
    assertThat(leg.path("symbol").asString()).isEqualTo(sold);
    assertThat(leg.path("asset_class").asString()).isEqualTo("us_option");
    assertThat(leg.path("side").asString()).isEqualTo("sell");
    assertThat(leg.path("position_intent").asString()).isEqualTo("sell_to_open");
    assertThat(leg.path("ratio_qty").asString()).isEqualTo("1");
    assertThat(leg.path("qty").asString()).isEqualTo("1");
    assertThat(leg.path("type").asString("?")).isEmpty();
    assertThat(leg.path("order_class").asString()).isEqualTo("mleg");
    assertThat(leg.path("status").asString()).isEqualTo("pending_new");
  }

  @Test
  void creditSpreadNamesAPriceBelowZeroAndBindsWhatItCanLose() {
    var sold = options.symbol("put", 0);
    var bought = options.symbol("put", -2);
    var credit =
        options
            .quote(sold)
            .path("bp")
            .decimalValue()
            .subtract(options.quote(bought).path("ap").decimalValue());
    var before = options.optionsBuyingPower();

    var order = paper.place(OptionScene.spread(bought, sold, 1, credit.negate().toPlainString()));

    var width = OptionScene.strike(sold).subtract(OptionScene.strike(bought));
    assertThat(paper.get("/v2/orders/" + order.path("id").asString()).text("status"))
        .isEqualTo("filled");
    assertThat(options.optionsBuyingPower())
        .isEqualByComparingTo(before.subtract(width.subtract(credit).multiply(HUNDRED)));
  }

  @Test
  void limitRestsUntilTheWholeIsWorthIt() {
    var bought = options.symbol("call", 0);
    var sold = options.symbol("call", 2);

    var order = paper.place(OptionScene.spread(bought, sold, 1, "0.01"));
    var id = order.path("id").asString();

    assertThat(paper.get("/v2/orders/" + id).text("status")).isEqualTo("new");
    assertThat(paper.get("/v2/orders?nested=true").json()).hasSize(1);
    assertThat(paper.get("/v2/orders").json()).hasSize(3);
    assertThat(paper.get("/v2/positions").json()).isEmpty();
  }

  @Test
  void cancelEndsTheWholeAndALegAloneCannotBeCanceled() {
    var order =
        paper.place(
            OptionScene.spread(options.symbol("call", 0), options.symbol("call", 2), 1, "0.01"));
    var id = order.path("id").asString();
    var leg = order.path("legs").path(0).path("id").asString();

    var alone = paper.delete("/v2/orders/" + leg);
    var change = paper.patch("/v2/orders/" + id, "{\"limit_price\":\"0.02\"}");
    var whole = paper.delete("/v2/orders/" + id);

    assertThat(alone.status()).isEqualTo(422);
    assertThat(change.status()).isEqualTo(422);
    assertThat(whole.status()).isEqualTo(204);
    assertThat(paper.get("/v2/orders/" + leg).text("status")).isEqualTo("canceled");
    assertThat(paper.get("/v2/orders").json()).isEmpty();
  }

  @Test
  void cancelAllTakesTheLegsAlong() {
    paper.place(
        OptionScene.spread(options.symbol("call", 0), options.symbol("call", 2), 1, "0.01"));

    var reply = paper.delete("/v2/orders");

    assertThat(reply.status()).isEqualTo(207);
    assertThat(reply.json())
        .hasSize(3)
        .allSatisfy(entry -> assertThat(entry.path("status").intValue()).isEqualTo(200));
  }

  @Test
  void streamTellsOfTheWholeAndOfEachLeg() {
    var listener =
        Listener.toTrades(options.scene.alpaca.paperStreamUrl(), DemoLogins.PAPER.keys());
    var order =
        paper.place(
            OptionScene.spread(options.symbol("call", 0), options.symbol("call", 2), 1, ""));

    var fills = new ArrayList<String>();
    while (fills.size() < 3) {
      var fill = listener.update("fill");
      fills.add(fill.path("order").path("id").asString());
      if (fills.size() == 3) {
        assertThat(fill.path("order").path("legs")).hasSize(2);
        assertThat(fill.has("position_qty")).isFalse();
      }
    }

    assertThat(fills)
        .containsExactly(
            order.path("legs").path(0).path("id").asString(),
            order.path("legs").path(1).path("id").asString(),
            order.path("id").asString());
    assertThat(paper.get("/v2/account/activities?activity_types=FILL").json())
        .extracting(row -> row.path("order_id").asString())
        .containsExactlyInAnyOrder(fills.get(0), fills.get(1));
  }

  @Test
  void spreadIsClosedByTheOppositeOne() {
    var bought = options.symbol("call", 0);
    var sold = options.symbol("call", 2);
    paper.place(OptionScene.spread(bought, sold, 1, ""));

    var closing = (ObjectNode) Json.read(OptionScene.spread(sold, bought, 1, ""));
    ((ObjectNode) closing.path("legs").path(0)).put("position_intent", "buy_to_close");
    ((ObjectNode) closing.path("legs").path(1)).put("position_intent", "sell_to_close");
    var order = paper.place(closing.toString());
    var twice = paper.post("/v2/orders", closing.toString());

    assertThat(order.path("legs").path(0).path("position_intent").asString())
        .isEqualTo("buy_to_close");
    assertThat(paper.get("/v2/positions").json()).isEmpty();
    assertThat(twice.status()).isEqualTo(422);
    assertThat(twice.text("message")).startsWith("position intent mismatch");
  }

  @Test
  void uncoveredLegsAreRefused() {
    var near = options.symbol("call", 0);
    var order = (ObjectNode) Json.read(OptionScene.spread(options.symbol("call", 2), near, 1, ""));
    ((ObjectNode) order.path("legs").path(1)).put("ratio_qty", "2");

    var reply = paper.post("/v2/orders", order.toString());

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text("message"))
        .isEqualTo("account not eligible to trade uncovered option contracts");
    assertThat(options.scene.alpaca.ledger()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "order,symbol,AAPL,40010001",
    "order,side,buy,40010001",
    "order,time_in_force,gtc,42210000",
    "order,type,stop,40010001",
    "order,qty,1.5,42210000",
    "order,take_profit,x,40010001",
    "leg,ratio_qty,0,40010001",
    "leg,ratio_qty,1.5,40010001",
    "leg,side,hold,40010001",
    "leg,position_intent,sell_to_open,40010001",
    "leg,symbol,AAPL,42210000",
    "leg,symbol,NOPE260313C00200000,42210000",
    "leg,colour,red,40010001",
  })
  void badCombinationsAreRefused(String where, String field, String value, int code) {
    var order =
        (ObjectNode)
            Json.read(
                OptionScene.spread(
                    options.symbol("call", 0), options.symbol("call", 2), 1, "1.00"));
    var changed = where.equals("order") ? order : (ObjectNode) order.path("legs").path(0);
    changed.put(field, value);

    var reply = paper.post("/v2/orders", order.toString());

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("code").intValue()).isEqualTo(code);
    assertThat(options.scene.alpaca.ledger()).isEmpty();
  }

  @Test
  void legsAreTwoToFourDistinctAndOfCoprimeRatio() {
    var first = options.symbol("call", 0);
    var second = options.symbol("call", 2);

    var one = (ObjectNode) Json.read(OptionScene.spread(first, second, 1, ""));
    one.withArray("legs").remove(1);
    var same = OptionScene.spread(first, first, 1, "");
    var twos = (ObjectNode) Json.read(OptionScene.spread(first, second, 1, ""));
    twos.path("legs").forEach(leg -> ((ObjectNode) leg).put("ratio_qty", "2"));

    assertThat(paper.post("/v2/orders", one.toString()).text("message"))
        .isEqualTo("mleg orders require 2 to 4 legs");
    assertThat(paper.post("/v2/orders", same).text("message"))
        .startsWith("legs must have distinct");
    assertThat(paper.post("/v2/orders", twos.toString()).text("message"))
        .isEqualTo("mleg leg ratio quantities should be relatively prime");
  }

  @Test
  void ledgerHoldsTheWholeAndItsLegs() {
    paper.place(OptionScene.spread(options.symbol("call", 0), options.symbol("call", 2), 1, ""));

    assertThat(options.scene.alpaca.ledger())
        .extracting(entry -> entry.path("position_intent").asString())
        .hasSize(3);
    assertThat(options.scene.alpaca.ledger())
        .extracting(entry -> entry.path("parent").isString())
        .containsExactly(false, true, true);
  }
}
