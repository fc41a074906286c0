package io.brokerway.simulators.charlesschwab;

import static io.brokerway.simulators.charlesschwab.Scene.simple;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts, balances, positions, preferences and transactions. */
final class SchwabAccountsTest {
  private static final String MARKET = "\"orderType\":\"MARKET\"";

  private final Scene scene = Scene.alwaysOpen();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void addressesNameAccountsByHashAlone() {
    var numbers = scene.get("/accounts/accountNumbers").json();

    assertThat(numbers).hasSize(2);
    assertThat(numbers.at("/0/hashValue").asString()).isEqualTo(scene.hash(DemoLogins.MARGIN));
    var byNumber = scene.get("/accounts/" + DemoLogins.MARGIN.number());
    assertThat(byNumber.status()).isEqualTo(400);
    assertThat(byNumber.json().path("message").asString()).isEqualTo("Invalid account number");
  }

  @Test
  void positionsComeWhereAskedForAndIfThereAreAny() {
    var path = "/accounts/" + scene.hash(DemoLogins.MARGIN);
    var before = scene.get(path + "?fields=positions").json().path("securitiesAccount");
    scene.place(simple("BUY", 10, "SPY", MARKET));

    var plain = scene.get(path).json().path("securitiesAccount");
    var account = scene.get(path + "?fields=positions").json().path("securitiesAccount");

    assertThat(before.has("positions")).isFalse();
    assertThat(plain.has("positions")).isFalse();
    var position = account.path("positions").path(0);
    assertThat(position.path("longQuantity").decimalValue()).isEqualByComparingTo("10");
    assertThat(position.at("/instrument/assetType").asString()).isEqualTo("COLLECTIVE_INVESTMENT");
    assertThat(position.at("/instrument/type").asString()).isEqualTo("EXCHANGE_TRADED_FUND");
    assertThat(position.path("marketValue").decimalValue()).isPositive();
  }

  @Test
  void whatIsBorrowedStandsApartFromTheCash() {
    scene.place(simple("BUY", 500, "SPY", MARKET));

    var balances =
        scene
            .get("/accounts/" + scene.hash(DemoLogins.MARGIN))
            .json()
            .at("/securitiesAccount/currentBalances");

    var truth = scene.schwab.venue().balance(new Holder("70001234", true, "").key()).cash();
    assertThat(truth).isNegative();
    assertThat(balances.path("cashBalance").decimalValue()).isEqualByComparingTo("0");
    assertThat(balances.path("marginBalance").decimalValue())
        .isEqualByComparingTo(Numbers.cents(truth));
  }

  @Test
  void aCashAccountTellsItsCash() {
    var account =
        scene.get("/accounts/" + scene.hash(DemoLogins.CASH)).json().path("securitiesAccount");

    assertThat(account.path("type").asString()).isEqualTo("CASH");
    assertThat(account.at("/currentBalances/totalCash").decimalValue())
        .isEqualByComparingTo("25000");
    assertThat(account.at("/currentBalances/cashAvailableForTrading").decimalValue())
        .isEqualByComparingTo("25000");
  }

  @Test
  void preferencesNameAccountsAndStreamer() {
    var preferences = scene.get("/userPreference").json();

    assertThat(preferences.at("/accounts/0/accountNumber").asString()).isEqualTo("70001234");
    assertThat(preferences.at("/streamerInfo/0/streamerSocketUrl").asString())
        .isEqualTo(scene.schwab.streamerUrl().toString());
  }

  @Test
  void aTradeHasASecurityAndItsFeesAsItems() {
    var id = scene.place(simple("BUY", 10, "AAPL", MARKET)).orderId();

    var trades = transactions("TRADE");

    assertThat(trades).hasSize(1);
    var trade = trades.path(0);
    assertThat(trade.path("orderId").longValue()).isEqualTo(id);
    assertThat(trade.path("netAmount").decimalValue()).isNegative();
    var items = trade.path("transferItems");
    assertThat(items.path(0).path("feeType").asString()).isEqualTo("COMMISSION");
    assertThat(items.path(1).path("amount").decimalValue()).isEqualByComparingTo("10");
    assertThat(items.path(1).path("cost").decimalValue())
        .isEqualByComparingTo(trade.path("netAmount").decimalValue());
    var one =
        scene.get(
            "/accounts/%s/transactions/%d"
                .formatted(scene.hash(DemoLogins.MARGIN), trade.path("activityId").longValue()));
    assertThat(one.json()).isEqualTo(trade);
  }

  @Test
  void moneyComesGoesAndIsCorrected() {
    scene.control(
        "/charles_schwab/deposits", "{\"account_number\":\"70001234\",\"amount\":\"500\"}");
    scene.control(
        "/charles_schwab/deposits", "{\"account_number\":\"70001234\",\"amount\":\"-200\"}");
    scene.control(
        "/charles_schwab/transactions",
        """
        {"account_number":"70001234","transaction":{"type":"JOURNAL","description":"NRA Withholding~AAPL",
         "netAmount":-1.5,"transferItems":[]}}
        """);

    assertThat(transactions("ACH_RECEIPT").at("/0/netAmount").decimalValue())
        .as("the opening deposit is first in time")
        .isEqualByComparingTo("100000");
    assertThat(transactions("ACH_RECEIPT")).hasSize(2);
    assertThat(transactions("ACH_DISBURSEMENT").at("/0/netAmount").decimalValue())
        .isEqualByComparingTo("-200");
    assertThat(transactions("JOURNAL").at("/0/description").asString())
        .isEqualTo("NRA Withholding~AAPL");
    assertThat(transactions("TRADE,JOURNAL,ACH_DISBURSEMENT")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "?startDate=2026-03-01T00:00:00.000Z&endDate=2026-03-04T00:00:00.000Z",
    "?startDate=2024-03-01T00:00:00.000Z&endDate=2026-03-04T00:00:00.000Z&types=TRADE",
    "?startDate=2026-03-01T00:00:00.000Z&endDate=2026-03-04T00:00:00.000Z&types=GIFT",
    "?startDate=2026-03-01&endDate=2026-03-04T00:00:00.000Z&types=TRADE",
  })
  void aListThatIsAskedForWronglyIsRefused(String query) {
    var reply =
        scene.get("/accounts/%s/transactions%s".formatted(scene.hash(DemoLogins.MARGIN), query));

    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void whoIsTooFastWaitsForTheNextMinute() {
    scene.control("/charles_schwab/limit", "{\"requests_per_minute\":2}");

    assertThat(scene.get("/accounts").status()).isEqualTo(200);
    assertThat(scene.get("/accounts").status()).isEqualTo(200);
    var third = scene.get("/accounts");
    scene.schwab.clock().advance(Duration.ofMinutes(1));

    assertThat(third.status()).isEqualTo(429);
    assertThat(third.body()).isEmpty();
    assertThat(scene.get("/accounts").status()).isEqualTo(200);
  }

  @Test
  void quotesTellWhatNobodyKnowsBesideTheOthers() {
    var quotes = scene.market("/quotes?symbols=AAPL,NOPE9&fields=quote,reference").json();

    assertThat(quotes.at("/AAPL/quote/bidPrice").decimalValue())
        .isLessThan(quotes.at("/AAPL/quote/askPrice").decimalValue());
    assertThat(quotes.at("/AAPL").has("regular")).isFalse();
    assertThat(quotes.at("/errors/invalidSymbols/0").asString()).isEqualTo("NOPE9");
    assertThat(scene.market("/NOPE9/quotes").status()).isEqualTo(404);
    assertThat(scene.market("/AAPL/quotes").json().has("AAPL")).isTrue();
  }

  @Test
  void historyComesInTheGrainThatIsAskedFor() {
    var now = scene.schwab.clock().instant();
    var path =
        "/pricehistory?symbol=AAPL&periodType=day&frequencyType=minute&frequency=%d&startDate=%d&endDate=%d";
    var hour = now.minus(Duration.ofHours(1)).toEpochMilli();

    var fives = scene.market(path.formatted(5, hour, now.toEpochMilli() - 1)).json();
    var tens = scene.market(path.formatted(10, hour, now.toEpochMilli() - 1)).json();

    assertThat(fives.path("candles")).hasSize(12);
    assertThat(tens.path("candles")).hasSize(6);
    assertThat(scene.market("/pricehistory?symbol=NOPE9").json().path("empty").booleanValue())
        .isTrue();
    assertThat(scene.market(path.formatted(7, hour, 0)).status()).isEqualTo(400);
  }

  @Test
  void marketsAndInstrumentsAreKnown() {
    var markets = scene.market("/markets?markets=equity,option").json();
    var found = scene.market("/instruments?symbol=AAPL&projection=symbol-search").json();

    assertThat(markets.at("/equity/EQ/isOpen").booleanValue()).isTrue();
    assertThat(found.at("/instruments/0/symbol").asString()).isEqualTo("AAPL");
    var cusip = found.at("/instruments/0/cusip").asString();
    assertThat(scene.market("/instruments/" + cusip).json().path("symbol").asString())
        .isEqualTo("AAPL");
    assertThat(Map.of("expirations", scene.market("/expirationchain?symbol=AAPL").status()))
        .containsEntry("expirations", 200);
  }

  private tools.jackson.databind.JsonNode transactions(String types) {
    return scene
        .get(
            "/accounts/%s/transactions%s&types=%s"
                .formatted(
                    scene.hash(DemoLogins.MARGIN), scene.span("startDate", "endDate"), types))
        .json();
  }
}
