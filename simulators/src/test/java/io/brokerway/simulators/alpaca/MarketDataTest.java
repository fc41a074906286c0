package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class MarketDataTest {
  private final Scene scene = Scene.alwaysOpen();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void latestQuotesAreNumbersBySymbolAndUnknownOnesAbsent() {
    var reply = scene.data.get("/v2/stocks/quotes/latest?symbols=AAPL,NOPE,SPY");

    var quotes = reply.json().path("quotes");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(quotes.propertyNames()).containsExactly("AAPL", "SPY");
    assertThat(quotes.path("AAPL").path("ap").isNumber()).isTrue();
    assertThat(quotes.path("AAPL").path("z").asString()).isEqualTo("C");
  }

  @Test
  void snapshotsHaveNoWrapperForStocksAndOneForCrypto() {
    var stocks = scene.data.get("/v2/stocks/snapshots?symbols=AAPL").json();
    var single = scene.data.get("/v2/stocks/AAPL/snapshot").json();
    var crypto = scene.data.get("/v1beta3/crypto/us/snapshots?symbols=BTC/USD").json();

    assertThat(stocks.path("AAPL").propertyNames())
        .containsExactly("latestTrade", "latestQuote", "minuteBar", "dailyBar", "prevDailyBar");
    assertThat(single.path("symbol").asString()).isEqualTo("AAPL");
    assertThat(crypto.path("snapshots").path("BTC/USD").has("latestTrade")).isTrue();
  }

  @Test
  void barsArePagedOverAllSymbols() {
    var query =
        "/v2/stocks/bars?symbols=AAPL,SPY&timeframe=1Hour&feed=iex&limit=3"
            + "&start=2026-03-03T08:00:00Z&end=2026-03-03T12:00:00Z";
    var times = new ArrayList<String>();

    var page = scene.data.get(query).json();
    var pages = 1;
    while (true) {
      for (var symbol : page.path("bars").properties()) {
        symbol
            .getValue()
            .forEach(bar -> times.add(symbol.getKey() + " " + bar.path("t").asString()));
      }
      if (page.path("next_page_token").isNull()) {
        break;
      }
      page =
          scene.data.get(query + "&page_token=" + page.path("next_page_token").asString()).json();
      pages++;
    }

    assertThat(pages).isEqualTo(4);
    assertThat(times).hasSize(10).doesNotHaveDuplicates().isSorted();
    assertThat(times.getFirst()).isEqualTo("AAPL 2026-03-03T08:00:00Z");
  }

  @Test
  void descendingBarsComeNewestFirst() {
    var bars =
        scene
            .data
            .get(
                "/v2/stocks/AAPL/bars?timeframe=5Min&feed=iex&limit=2&sort=desc"
                    + "&start=2026-03-03T08:00:00Z&end=2026-03-03T09:00:00Z")
            .json();

    assertThat(bars.path("symbol").asString()).isEqualTo("AAPL");
    assertThat(bars.path("bars").path(0).path("t").asString()).isEqualTo("2026-03-03T09:00:00Z");
    assertThat(bars.path("bars").path(1).path("t").asString()).isEqualTo("2026-03-03T08:55:00Z");
  }

  @Test
  void oddWidthsAreMadeOfMinutes() {
    var minutes = bars("1Min");
    var sevens = bars("7Min");

    assertThat(minutes).hasSize(14);
    assertThat(sevens).hasSize(2);
    assertThat(sevens.getFirst().path("o")).isEqualTo(minutes.getFirst().path("o"));
    assertThat(sevens.getLast().path("c")).isEqualTo(minutes.getLast().path("c"));
  }

  @Test
  void historicalQuotesAndTradesAreThere() {
    var span = "?symbols=AAPL&feed=iex&start=2026-03-03T14:00:00Z&end=2026-03-03T14:10:00Z";

    var quotes = scene.data.get("/v2/stocks/quotes" + span).json();
    var trades = scene.data.get("/v2/stocks/trades" + span).json();

    assertThat(quotes.path("quotes").path("AAPL")).hasSize(11);
    assertThat(trades.path("trades").path("AAPL")).isNotEmpty();
  }

  @Test
  void refusalsHaveAMessageAndNoCode() {
    var recentSip =
        scene.data.get(
            "/v2/stocks/bars?symbols=AAPL&timeframe=1Day&feed=sip&end=2026-03-03T14:59:00Z");
    var badSymbol = scene.data.get("/v1beta3/crypto/us/latest/quotes?symbols=BTC/USDxx");
    var badTime = scene.data.get("/v2/stocks/bars?symbols=AAPL&timeframe=1Day&start=soon");

    assertThat(recentSip.status()).isEqualTo(403);
    assertThat(recentSip.text("message"))
        .isEqualTo("subscription does not permit querying recent SIP data");
    assertThat(badSymbol.status()).isEqualTo(400);
    assertThat(badSymbol.text("message"))
        .isEqualTo("Invalid symbol(s): BTC/USDxx does not match ^[A-Z]+/[A-Z]+$");
    assertThat(badTime.text("message")).isEqualTo("Invalid format for parameter start: soon");
    assertThat(badTime.json().has("code")).isFalse();
    assertThat(scene.data.get("/v2/stocks/bars?symbols=AAPL&timeframe=0Min").status())
        .isEqualTo(400);
  }

  @Test
  void stocksNeedKeysAndCryptoDoesNot() {
    var anybody = new Caller(scene.alpaca.dataUrl(), new KeyPair("wrong", "wrong", "", false));

    assertThat(anybody.get("/v2/stocks/quotes/latest?symbols=AAPL").status()).isEqualTo(403);
  }

  private List<JsonNode> bars(String timeframe) {
    var reply =
        scene.data.get(
            "/v2/stocks/AAPL/bars?feed=iex&start=2026-03-03T00:00:00Z&end=2026-03-03T00:13:59Z"
                + "&timeframe="
                + timeframe);
    var bars = new ArrayList<JsonNode>();
    reply.json().path("bars").forEach(bars::add);
    return bars;
  }
}
