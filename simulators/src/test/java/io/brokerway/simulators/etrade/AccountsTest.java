package io.brokerway.simulators.etrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class AccountsTest {
  private final Scene scene = Scene.morning();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void balancesNeedAnInstitutionTypeAndShowTheBooks() {
    scene.place(Scene.order("a1", "MARKET", "", ""));

    var balance = balance("&realTimeNAV=true").path("Computed");
    var held = scene.etrade.venue().balance(new Holder("83000001", "MARGIN").key());

    assertThat(scene.caller.get(scene.account + "/balance.json").code()).isEqualTo(7002);
    assertThat(balance.path("cashBalance").decimalValue())
        .isEqualByComparingTo(Figures.cents(held.cash()));
    assertThat(balance.path("RealTimeValues").path("totalAccountValue").decimalValue())
        .isEqualByComparingTo(Figures.cents(held.equity()));
    assertThat(balance.path("marginBuyingPower").decimalValue())
        .isEqualByComparingTo(Figures.cents(held.buyingPower()));
    assertThat(balance("").path("Computed").has("RealTimeValues")).isFalse();
  }

  @Test
  void portfoliosComeInPages() {
    for (var symbol : new String[] {"AAPL", "MSFT", "SPY"}) {
      var buy = Scene.instrument(symbol, "BUY", 1);
      scene.place(Scene.order("b" + symbol, "EQ", "MARKET", "GOOD_FOR_DAY", "", "", buy));
    }

    var symbols = new ArrayList<String>();
    var page = portfolio("?count=2");
    page.path("Position").forEach(held -> symbols.add(symbol(held)));
    assertThat(page.path("totalPages").intValue()).isEqualTo(2);
    var next = page.path("nextPageNo").asString();
    portfolio("?count=2&pageNumber=" + next)
        .path("Position")
        .forEach(held -> symbols.add(symbol(held)));

    assertThat(symbols).containsExactly("AAPL", "MSFT", "SPY");
  }

  @Test
  void aPositionHasItsLots() {
    scene.place(Scene.order("a1", "MARKET", "", ""));
    var held = portfolio("").path("Position").path(0);

    var lots =
        scene
            .caller
            .get(scene.account + "/portfolio/" + held.path("positionId").longValue() + ".json")
            .json()
            .path("PositionLotsResponse")
            .path("PositionLot");

    assertThat(lots.path(0).path("remainingQty").decimalValue()).isEqualByComparingTo("3");
    assertThat(held.path("dateAcquired").longValue()).isEqualTo(Scene.MORNING.toEpochMilli());
  }

  @Test
  void transactionsComeInPagesByMarker() {
    scene.etrade.venue().deposit(new Holder("83000001", "MARGIN").key(), BigDecimal.TEN, "ACH");
    scene.place(Scene.order("a1", "MARKET", "", ""));
    scene.place(
        Scene.order(
            "a2", "EQ", "MARKET", "GOOD_FOR_DAY", "", "", Scene.instrument("AAPL", "SELL", 1)));
    var types = new ArrayList<String>();

    var path = scene.account + "/transactions.json?count=2";
    var page = scene.caller.get(path).json().path("TransactionListResponse");
    page.path("Transaction").forEach(row -> types.add(row.path("transactionType").asString()));
    assertThat(page.path("totalCount").intValue()).isEqualTo(4);
    while (page.has("marker")) {
      page =
          scene
              .caller
              .get(path + "&marker=" + page.path("marker").asString())
              .json()
              .path("TransactionListResponse");
      page.path("Transaction").forEach(row -> types.add(row.path("transactionType").asString()));
    }

    assertThat(types).containsExactly("Sold", "Bought", "Transfer", "Transfer");
  }

  @Test
  void aTransactionIsPostedAfterItsDayAndKnowsItsOrder() {
    var number = scene.place(Scene.order("a1", "MARKET", "", ""));

    var today = transactions().path(0);
    var detail =
        scene
            .caller
            .get(
                scene.account + "/transactions/" + today.path("transactionId").asString() + ".json")
            .json()
            .path("TransactionDetailsResponse");
    scene.etrade.clock().advance(Duration.ofHours(12));
    scene.etrade.clock().advance(Duration.ofHours(12));
    var tomorrow = scene.caller(scene.token());

    assertThat(today.path("postDate").longValue()).isZero();
    assertThat(today.path("amount").decimalValue()).isNegative();
    assertThat(detail.path("Brokerage").path("orderNo").longValue()).isEqualTo(number);
    assertThat(
            tomorrow
                .get(scene.account + "/transactions.json")
                .json()
                .path("TransactionListResponse")
                .path("Transaction")
                .path(0)
                .path("postDate")
                .longValue())
        .isPositive();
  }

  @Test
  void datesHaveOneForm() {
    assertThat(scene.caller.get(scene.account + "/transactions.json?startDate=2026-03-03").code())
        .isEqualTo(100);
    assertThat(scene.caller.get(scene.account + "/transactions.json?startDate=01012020").code())
        .isEqualTo(100);
    assertThat(
            scene
                .caller
                .get(scene.account + "/transactions.json?startDate=01012026&endDate=01022026")
                .status())
        .isEqualTo(204);
  }

  @Test
  void theLimitsAreCountedByModuleAndAnsweredByAPage() {
    try (var hurried = Scene.of(1)) {
      var path = hurried.account + "/orders.json";

      assertThat(hurried.caller.get(path).status()).isEqualTo(204);
      assertThat(hurried.caller.get(path).status()).isEqualTo(204);
      var third = hurried.caller.get(path);
      assertThat(third.status()).isEqualTo(400);
      assertThat(third.body()).contains("Number of requests exceeded the rate limit set");
      assertThat(hurried.caller.get("/v1/market/quote/AAPL.json").status()).isEqualTo(200);
      hurried.etrade.clock().advance(Duration.ofSeconds(1));
      assertThat(hurried.caller.get(path).status()).isEqualTo(204);
    }
  }

  private JsonNode balance(String more) {
    return scene
        .caller
        .get(scene.account + "/balance.json?instType=BROKERAGE" + more)
        .json()
        .path("BalanceResponse");
  }

  private JsonNode portfolio(String query) {
    return scene
        .caller
        .get(scene.account + "/portfolio.json" + query)
        .json()
        .path("PortfolioResponse")
        .path("AccountPortfolio")
        .path(0);
  }

  private JsonNode transactions() {
    return scene
        .caller
        .get(scene.account + "/transactions.json")
        .json()
        .path("TransactionListResponse")
        .path("Transaction");
  }

  private static String symbol(JsonNode held) {
    return held.path("Product").path("symbol").asString();
  }
}
