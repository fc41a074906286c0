package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders for one option, and what becomes of a holding. */
final class OptionOrderTest {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final OptionScene options = new OptionScene(Scene.alwaysOpen());
  private final Caller paper = options.scene.paper;

  @AfterEach
  void close() {
    options.close();
  }

  @Test
  void oneContractCostsAHundredTimesItsPrice() {
    var symbol = options.symbol("call", 0);
    var ask = options.quote(symbol).path("ap").decimalValue();

    var order = options.market(symbol, "buy", 2);

    var filled = paper.get("/v2/orders/" + order.path("id").asString());
    assertThat(order.path("asset_class").asString()).isEqualTo("us_option");
    assertThat(order.path("position_intent").asString()).isEqualTo("buy_to_open");
    assertThat(filled.text("status")).isEqualTo("filled");
    assertThat(new BigDecimal(filled.text("filled_avg_price"))).isEqualByComparingTo(ask);
    var cost = ask.multiply(HUNDRED).multiply(BigDecimal.TWO);
    assertThat(options.cash()).isEqualByComparingTo(new BigDecimal(100_000).subtract(cost));
    var position = paper.get("/v2/positions/" + symbol);
    assertThat(position.text("qty")).isEqualTo("2");
    assertThat(position.text("asset_class")).isEqualTo("us_option");
    assertThat(position.text("exchange")).isEmpty();
    assertThat(new BigDecimal(position.text("avg_entry_price"))).isEqualByComparingTo(ask);
    assertThat(new BigDecimal(position.text("cost_basis"))).isEqualByComparingTo(cost);
    var worth =
        new BigDecimal(position.text("current_price")).multiply(HUNDRED).multiply(BigDecimal.TWO);
    assertThat(new BigDecimal(position.text("market_value"))).isEqualByComparingTo(worth);
    assertThat(new BigDecimal(paper.get("/v2/account").text("equity")))
        .isEqualByComparingTo(new BigDecimal(100_000).subtract(cost).add(worth));
  }

  @Test
  void holdingIsClosedByAnOrderOrByTheCallForIt() {
    var symbol = options.symbol("put", 0);
    options.market(symbol, "buy", 3);

    var sold = options.market(symbol, "sell", 1);
    var closed = paper.delete("/v2/positions/" + symbol);

    assertThat(sold.path("position_intent").asString()).isEqualTo("sell_to_close");
    assertThat(closed.status()).isEqualTo(200);
    assertThat(closed.text("qty")).isEqualTo("2");
    assertThat(paper.get("/v2/positions").json()).isEmpty();
    assertThat(paper.get("/v2/account/activities?activity_types=FILL").json()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "time_in_force,gtc,invalid time_in_force for options order",
    "qty,1.5,options orders must have whole qty",
    "type,stop,",
    "extended_hours,true,options orders cannot be extended hours",
    "limit_price,1.005,",
    "position_intent,buy_to_close,'position intent mismatch, inferred: buy_to_open, specified: buy_to_close'",
  })
  void whatOptionsDoNotKnowIsRefused(String field, String value, String message) {
    var order =
        (tools.jackson.databind.node.ObjectNode)
            io.brokerway.simulators.Json.read(
                OptionScene.order(options.symbol("call", 0), "buy", 1));
    order.put("type", "limit").put("limit_price", "1.00");
    if (field.equals("extended_hours")) {
      order.put(field, true);
    } else {
      order.put(field, value);
    }

    var reply = paper.post("/v2/orders", order.toString());

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("code").intValue()).isIn(42210000, 40010001);
    if (message != null) {
      assertThat(reply.text("message")).isEqualTo(message);
    }
    assertThat(options.scene.alpaca.ledger()).isEmpty();
  }

  @Test
  void notionalIsNoWayToBuyOptions() {
    var reply =
        paper.post(
            "/v2/orders",
            """
            {"symbol":"%s","notional":"500","side":"buy","type":"market","time_in_force":"day"}\
            """
                .formatted(options.symbol("call", 0)));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text("message")).isEqualTo("options orders do not support notional");
  }

  @Test
  void uncoveredCallsAreRefusedAndCoveredOnesTaken() {
    var symbol = options.symbol("call", 1);

    var naked = paper.post("/v2/orders", OptionScene.order(symbol, "sell", 1));
    options.market("AAPL", "buy", 100);
    var covered = options.market(symbol, "sell", 1);
    var second = paper.post("/v2/orders", OptionScene.order(symbol, "sell", 1));
    var shares = paper.post("/v2/orders", OptionScene.order("AAPL", "sell", 1));

    assertThat(naked.status()).isEqualTo(403);
    assertThat(naked.text("message"))
        .isEqualTo("account not eligible to trade uncovered option contracts");
    assertThat(covered.path("position_intent").asString()).isEqualTo("sell_to_open");
    assertThat(paper.get("/v2/positions/" + symbol).text("qty")).isEqualTo("-1");
    assertThat(second.status()).isEqualTo(403);
    assertThat(shares.status()).isEqualTo(403);
  }

  @Test
  void putsAreSoldAgainstCash() {
    var symbol = options.symbol("put", 0);
    var strike = OptionScene.strike(symbol);
    var many =
        new BigDecimal(100_000).divide(strike.multiply(HUNDRED), 0, java.math.RoundingMode.UP);

    var tooMany = paper.post("/v2/orders", OptionScene.order(symbol, "sell", many.intValue() + 2));
    var before = options.optionsBuyingPower();
    var price = options.quote(symbol).path("bp").decimalValue();
    options.market(symbol, "sell", 1);

    assertThat(tooMany.status()).isEqualTo(403);
    assertThat(tooMany.text("message")).isEqualTo("insufficient buying power");
    assertThat(options.optionsBuyingPower())
        .isEqualByComparingTo(
            before.add(price.multiply(HUNDRED)).subtract(strike.multiply(HUNDRED)));
  }

  @Test
  void levelOfTheAccountDecides() {
    paper.patch("/v2/account/configurations", "{\"max_options_trading_level\":1}");

    var reply = paper.post("/v2/orders", OptionScene.order(options.symbol("call", 0), "buy", 1));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(paper.get("/v2/account").json().path("options_trading_level").intValue()).isOne();
  }

  @Test
  void optionsOutOfTheMoneyExpireWorthless() {
    var symbol = options.symbol("call", 8);
    options.market(symbol, "buy", 1);
    var cash = options.cash();

    options.scene.alpaca.clock().set(Instant.parse("2026-03-13T20:30:00Z"));

    var share = options.scene.alpaca.venue().prices();
    var last =
        share.quote(share.find("AAPL").orElseThrow(), Instant.parse("2026-03-13T20:00:00Z")).last();
    assertThat(last).isLessThan(OptionScene.strike(symbol));
    assertThat(paper.get("/v2/positions").json()).isEmpty();
    assertThat(options.cash()).isEqualByComparingTo(cash);
    var expiry = paper.get("/v2/account/activities/OPEXP").json();
    assertThat(expiry).hasSize(1);
    assertThat(expiry.path(0).path("symbol").asString()).isEqualTo(symbol);
    assertThat(expiry.path(0).path("qty").asString()).isEqualTo("-1");
  }

  @Test
  void optionsInTheMoneyTurnIntoShares() {
    var symbol = options.symbol("call", -8);
    options.market(symbol, "buy", 1);
    var cash = options.cash();

    options.scene.alpaca.clock().set(Instant.parse("2026-03-13T20:30:00Z"));

    var shares = paper.get("/v2/positions/AAPL");
    assertThat(shares.text("qty")).isEqualTo("100");
    assertThat(new BigDecimal(shares.text("avg_entry_price")))
        .isEqualByComparingTo(OptionScene.strike(symbol));
    assertThat(options.cash())
        .isEqualByComparingTo(cash.subtract(OptionScene.strike(symbol).multiply(HUNDRED)));
    assertThat(paper.get("/v2/positions/" + symbol).status()).isEqualTo(404);
    assertThat(paper.get("/v2/account/activities/OPEXC").json()).hasSize(1);
    assertThat(paper.get("/v2/account/activities/OPTRD").json().path(0).path("qty").asString())
        .isEqualTo("100");
  }

  @Test
  void expiredOptionsTradeNoMore() {
    var symbol = options.symbol("call", 0);

    options.scene.alpaca.clock().set(Instant.parse("2026-03-13T20:30:00Z"));
    var reply = paper.post("/v2/orders", OptionScene.order(symbol, "buy", 1));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text("message")).isEqualTo("asset %s is not active".formatted(symbol));
    assertThat(paper.get("/v2/options/contracts/" + symbol).text("status")).isEqualTo("inactive");
  }
}
