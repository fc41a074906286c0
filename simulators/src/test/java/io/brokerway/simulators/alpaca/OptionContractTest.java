package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionContractTest {
  private final OptionScene options = new OptionScene(Scene.alwaysOpen());
  private final Caller paper = options.scene.paper;

  @AfterEach
  void close() {
    options.close();
  }

  @Test
  void contractIsShownAsDocumented() {
    var symbol = options.symbol("call", 0);

    var contract = paper.get("/v2/options/contracts/" + symbol);

    assertThat(contract.status()).isEqualTo(200);
    assertThat(contract.text("symbol")).isEqualTo(symbol).startsWith("AAPL260313C");
    assertThat(contract.text("name"))
        .isEqualTo("AAPL Mar 13 2026 %s Call".formatted(contract.text("strike_price")));
    assertThat(contract.text("expiration_date")).isEqualTo("2026-03-13");
    assertThat(contract.text("underlying_symbol")).isEqualTo("AAPL");
    assertThat(contract.text("underlying_asset_id"))
        .isEqualTo(paper.get("/v2/assets/AAPL").text("id"));
    assertThat(contract.text("type")).isEqualTo("call");
    assertThat(contract.text("style")).isEqualTo("american");
    assertThat(contract.text("multiplier")).isEqualTo("100");
    assertThat(contract.text("status")).isEqualTo("active");
    assertThat(contract.json().path("deliverables").path(0).path("symbol").asString())
        .isEqualTo("AAPL");
    assertThat(paper.get("/v2/options/contracts/" + contract.text("id")).text("symbol"))
        .isEqualTo(symbol);
  }

  @Test
  void listEndsBeforeTheNextWeekendUnlessToldOtherwise() {
    var usual = paper.get("/v2/options/contracts?underlying_symbols=AAPL&limit=10000").json();
    var more =
        paper
            .get(
                "/v2/options/contracts?underlying_symbols=AAPL&limit=10000"
                    + "&expiration_date_lte=2026-12-31")
            .json();

    assertThat(usual.path("option_contracts"))
        .isNotEmpty()
        .allSatisfy(contract ->
            assertThat(contract.path("expiration_date").asString()).isEqualTo("2026-03-06"));
    assertThat(more.path("option_contracts"))
        .extracting(contract -> contract.path("expiration_date").asString())
        .contains("2026-03-06", "2026-03-13", "2026-03-20", "2026-04-02", "2026-06-18");
  }

  @Test
  void pagesJoinToTheWholeList() {
    var path = "/v2/options/contracts?underlying_symbols=AAPL,SPY&expiration_date=2026-03-13";
    var whole = new ArrayList<String>();
    paper
        .get(path + "&limit=10000")
        .json()
        .path("option_contracts")
        .forEach(contract -> whole.add(contract.path("id").asString()));

    var joined = new ArrayList<String>();
    var page = paper.get(path).json();
    page.path("option_contracts").forEach(one -> joined.add(one.path("id").asString()));
    while (page.path("next_page_token").isString()) {
      page = paper.get(path + "&page_token=" + page.path("next_page_token").asString()).json();
      page.path("option_contracts").forEach(one -> joined.add(one.path("id").asString()));
    }

    assertThat(whole).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    assertThat(joined).isEqualTo(whole);
  }

  @Test
  void filtersNarrowTheList() {
    var price = options.scene.ask("AAPL");

    var contracts =
        paper
            .get(
                "/v2/options/contracts?underlying_symbols=AAPL&type=put&strike_price_gte=%s"
                    .formatted(price))
            .json()
            .path("option_contracts");

    assertThat(contracts)
        .isNotEmpty()
        .allSatisfy(contract -> {
          assertThat(contract.path("type").asString()).isEqualTo("put");
          assertThat(new java.math.BigDecimal(contract.path("strike_price").asString()))
              .isGreaterThanOrEqualTo(price);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type=straddle",
        "status=old",
        "style=asian",
        "limit=0",
        "limit=10001",
        "expiration_date=soon",
        "strike_price_gte=x",
        "page_token=%3F",
        "ppind=maybe"
      })
  void wrongParametersAreRefused(String parameter) {
    var reply = paper.get("/v2/options/contracts?" + parameter);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("code").intValue()).isEqualTo(40010001);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AAPL260313C00200500",
        "AAPL260312C00200000",
        "BTC/USD",
        "AAPL",
        "NOPE260313C00200000",
        "AAPL%20%20260313C00200000"
      })
  void whatIsNoContractIsNotFound(String name) {
    assertThat(paper.get("/v2/options/contracts/" + name).status()).isEqualTo(404);
  }

  @Test
  void quoteTradeSnapshotAndBarsAreThoseOfTheContract() {
    var symbol = options.symbol("call", 0);
    var data = options.scene.data;

    var quote = options.quote(symbol);
    var trade =
        data.get("/v1beta1/options/trades/latest?symbols=" + symbol)
            .json()
            .path("trades")
            .path(symbol);
    var snapshot =
        data.get("/v1beta1/options/snapshots?symbols=" + symbol)
            .json()
            .path("snapshots")
            .path(symbol);
    var bars =
        data.get(
                "/v1beta1/options/bars?timeframe=1Hour&start=2026-03-02T00:00:00Z&symbols="
                    + symbol)
            .json()
            .path("bars")
            .path(symbol);

    assertThat(quote.path("t").asString()).isEqualTo("2026-03-03T15:00:00Z");
    assertThat(quote.path("c").asString()).isEqualTo("A");
    var bid = quote.path("bp").decimalValue();
    var ask = quote.path("ap").decimalValue();
    assertThat(bid).isPositive().isLessThan(ask);
    assertThat(trade.path("p").decimalValue()).isBetween(bid, ask);
    assertThat(snapshot.path("latestQuote")).isEqualTo(quote);
    assertThat(snapshot.path("latestTrade")).isEqualTo(trade);
    assertThat(bars).hasSize(39);
    assertThat(bars)
        .allSatisfy(bar -> {
          assertThat(bar.path("l").decimalValue())
              .isLessThanOrEqualTo(bar.path("h").decimalValue());
          assertThat(bar.path("c").decimalValue())
              .isBetween(bar.path("l").decimalValue(), bar.path("h").decimalValue());
        });
  }

  @Test
  void chainOfAShareHasItsContracts() {
    var path = "/v1beta1/options/snapshots/AAPL?type=put&expiration_date=2026-03-13&limit=1000";

    var chain = options.scene.data.get(path).json().path("snapshots");

    assertThat(chain.propertyNames())
        .hasSameSizeAs(options.contracts("put"))
        .allSatisfy(symbol -> assertThat(symbol).startsWith("AAPL260313P"));
  }

  @Test
  void calculatedPricesFollowTheModel() {
    var low = options.quote(options.symbol("call", 2)).path("ap").decimalValue();
    var high = options.quote(options.symbol("call", -2)).path("ap").decimalValue();

    assertThat(low).isLessThan(high);
  }

  @Test
  void consolidatedPricesNeedASubscription() {
    var symbol = options.symbol("call", 0);

    var reply =
        options.scene.data.get("/v1beta1/options/quotes/latest?feed=opra&symbols=" + symbol);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text("message")).isEqualTo("OPRA agreement is not signed");
    assertThat(
            options
                .scene
                .data
                .get("/v1beta1/options/quotes/latest?feed=sip&symbols=" + symbol)
                .status())
        .isEqualTo(400);
    assertThat(options.scene.data.get("/v1beta1/options/quotes/latest?symbols=AAPL").status())
        .isEqualTo(400);
  }
}
