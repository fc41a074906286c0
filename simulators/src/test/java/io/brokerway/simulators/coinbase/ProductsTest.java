package io.brokerway.simulators.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProductsTest {
  private final Scene scene = new Scene();
  private final Caller caller = scene.caller;

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void coinsTradeInDollarsAndTheirAliasesShareTheBook() {
    var products = caller.get("/products").json();
    var alias = caller.get("/products/BTC-USDC").json();

    assertThat(products.path("products"))
        .extracting(product -> product.path("product_id").asString())
        .contains("BTC-USD", "BTC-USDC", "ETH-USD", "LTC-USD");
    assertThat(alias.path("alias").asString()).isEqualTo("BTC-USD");
    assertThat(alias.path("price").asString())
        .isEqualTo(caller.get("/products/BTC-USD").json().path("price").asString());
  }

  @Test
  void theBookStandsAroundTheLastPrice() {
    var books = caller.get("/best_bid_ask?product_ids=BTC-USD&product_ids=ETH-USD").json();
    var book = caller.get("/product_book?product_id=BTC-USD").json();
    var touch = books.path("pricebooks").path(0);

    assertThat(books.path("pricebooks")).hasSize(2);
    assertThat(touch.path("bids").path(0).path("price").asDecimal())
        .isLessThan(touch.path("asks").path(0).path("price").asDecimal());
    assertThat(book.path("pricebook")).isEqualTo(touch);
    assertThat(book.path("last").asDecimal()).isEqualByComparingTo(scene.price("BTC-USD"));
  }

  @Test
  void candlesComeNewestFirst() {
    var end = Scene.MORNING.getEpochSecond();
    var query = "/products/BTC-USD/candles?start=%d&end=%d&granularity=%s";

    var minutes = caller.get(query.formatted(end - 3_600, end, "ONE_MINUTE")).json();
    var hours = caller.get(query.formatted(end - 86_400, end, "SIX_HOUR")).json();

    assertThat(minutes.path("candles")).hasSize(60);
    assertThat(minutes.path("candles").path(0).path("start").asString())
        .isEqualTo(String.valueOf(end - 60));
    assertThat(hours.path("candles")).hasSizeBetween(3, 5);
    assertThat(caller.get(query.formatted(end - 86_400, end, "ONE_MINUTE")).status())
        .isEqualTo(400);
    assertThat(caller.get(query.formatted(end - 86_400, end, "ONE_WEEK")).status()).isEqualTo(400);
  }

  @Test
  void tradesAreToldWithTheTouch() {
    var ticker = caller.get("/products/BTC-USD/ticker?limit=3").json();

    assertThat(ticker.path("trades")).hasSize(3);
    assertThat(ticker.path("trades").path(0).path("price").asDecimal()).isPositive();
    assertThat(ticker.path("best_bid").asDecimal()).isLessThan(ticker.path("best_ask").asDecimal());
  }

  @Test
  void thePublicTwinsNeedNoLogin() {
    var reply = caller.send("GET", "/api/v3/brokerage/market/products/BTC-USD", "", (String) null);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("product_id").asString()).isEqualTo("BTC-USD");
  }
}
