package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.market.TradingCalendar;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlpacaMappingTest {

  @Test
  void thePublishedAccountIsRead() {
    var account =
        AlpacaMapping.account(account(WireFile.text("http_get_account.json")), Environment.PAPER);

    assertThat(account.key()).isEqualTo(Connected.ACCOUNT);
    assertThat(account.number()).isEqualTo("PA3TEST0001");
    assertThat(account.type()).isEqualTo(Account.Type.MARGIN);
    assertThat(account.status()).isEqualTo(Account.Status.ACTIVE);
    assertThat(account.currency()).isEqualTo(CurrencyCode.USD);
    assertThat(account.environment()).isEqualTo(Environment.PAPER);
    assertThat(account.restriction()).isEmpty();
  }

  @Test
  void thePublishedBalanceIsRead() {
    var balance = AlpacaMapping.balance(account(WireFile.text("http_get_account.json")));

    assertThat(balance.cash()).isEqualByComparingTo("75900.23");
    assertThat(balance.totalValue()).isEqualByComparingTo("100412.73");
    assertThat(balance.buyingPower()).isEqualByComparingTo("151800.46");
    assertThat(balance.nonMarginableBuyingPower()).isEqualByComparingTo("75900.23");
    assertThat(balance.optionsBuyingPower()).isEqualByComparingTo("75900.23");
    assertThat(balance.longMarketValue()).isEqualByComparingTo("24512.5");
    assertThat(balance.margin().initial()).isEqualByComparingTo("12256.25");
    assertThat(balance.margin().maintenance()).isEqualByComparingTo("7353.75");
    assertThat(balance.margin().multiplier()).isEqualByComparingTo("2");
    assertThat(balance.settledCash()).as("Alpaca does not say").isNull();
    assertThat(balance.intradayBuyingPower()).as("no longer sent").isNull();
    assertThat(balance.dayTradeCount()).as("no longer sent").isNull();
    assertThat(balance.further())
        .containsEntry("regt_buying_power", "151800.46")
        .containsEntry("last_equity", "100300.10")
        .containsEntry("balance_asof", "2026-03-02")
        .containsEntry("options_trading_level", "3")
        .doesNotContainKey("pending_transfer_in");
  }

  @Test
  void onlyIdAndStatusAreNeeded() {
    var wire =
        account(
            "{\"id\":\"a\",\"status\":\"ACTIVE\",\"crypto_tier\":1,\"admin_configurations\":{}}");

    assertThat(AlpacaMapping.account(wire, Environment.LIVE).type()).isNull();
    assertThat(AlpacaMapping.balance(wire).cash()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, ACTIVE",
    "ONBOARDING, PENDING",
    "SUBMITTED, PENDING",
    "SUBMISSION_FAILED, PENDING",
    "ACCOUNT_UPDATED, PENDING",
    "APPROVAL_PENDING, PENDING",
    "APPROVED, PENDING",
    "REJECTED, CLOSED",
    "INACTIVE, RESTRICTED",
    "PAPER_ONLY, RESTRICTED",
    "ACCOUNT_CLOSED, CLOSED",
    "ACCOUNT_CLOSED_PENDING, RESTRICTED",
    "ACTION_REQUIRED, RESTRICTED",
    "LIMITED, RESTRICTED",
    "SOMETHING_NEW, UNKNOWN"
  })
  void everyStatusOfAnAccountHasItsMeaning(String theirs, Account.Status ours) {
    var wire = account("{\"id\":\"a\",\"status\":\"%s\"}".formatted(theirs));

    assertThat(AlpacaMapping.account(wire, Environment.LIVE).status()).isEqualTo(ours);
  }

  @ParameterizedTest
  @CsvSource({
    "trading_blocked, trading blocked",
    "account_blocked, account blocked",
    "trade_suspended_by_user, trading suspended by the user"
  })
  void aBlockedAccountIsRestrictedAndSaysWhy(String flag, String why) {
    var wire = account("{\"id\":\"a\",\"status\":\"ACTIVE\",\"%s\":true}".formatted(flag));

    var account = AlpacaMapping.account(wire, Environment.LIVE);

    assertThat(account.status()).isEqualTo(Account.Status.RESTRICTED);
    assertThat(account.restriction()).isEqualTo(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"status\":\"ACTIVE\"}", "{\"id\":\"a\"}"})
  void anAccountWithoutItsEssentialsIsRefused(String json) {
    assertThatThrownBy(() -> AlpacaMapping.account(account(json), Environment.LIVE))
        .isInstanceOf(UnexpectedReply.class);
  }

  @Test
  void thePublishedPositionIsRead() {
    var position =
        AlpacaMapping.position(
            Json.readList(WireFile.bytes("http_get_positions.json"), AlpacaWire.Position.class)
                .getFirst());

    assertThat(position.instrument()).isEqualTo(Instrument.Equity.us("AAPL"));
    assertThat(position.quantity()).isEqualByComparingTo("100.5");
    assertThat(position.available()).isEqualByComparingTo("90.5");
    assertThat(position.averagePrice()).isEqualByComparingTo("240.12");
    assertThat(position.costBasis()).isEqualByComparingTo("24132.06");
    assertThat(position.marketValue()).isEqualByComparingTo("24512.5");
    assertThat(position.unrealizedProfit()).isEqualByComparingTo("380.44");
    assertThat(position.previousClose()).isEqualByComparingTo("242.80");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "-10"})
  void theSideOfAPositionIsItsSign(String quantity) {
    var position = position("short", quantity);

    assertThat(position.quantity()).isEqualByComparingTo("-10");
    assertThat(position.marketValue()).isEqualByComparingTo("-100");
    assertThat(position.costBasis()).isEqualByComparingTo("-90");
  }

  @Test
  void aPositionOfAnUnknownSideIsRefused() {
    assertThatThrownBy(() -> position("sideways", "10")).isInstanceOf(UnexpectedReply.class);
  }

  @Test
  void thePublishedSnapshotIsAQuote() {
    var quote = priced(WireFile.text("http_get_stock_snapshots.json"));

    assertThat(quote.bid()).isEqualByComparingTo("240.08");
    assertThat(quote.bidSize()).isEqualByComparingTo("100");
    assertThat(quote.ask()).isEqualByComparingTo("240.12");
    assertThat(quote.askSize()).isEqualByComparingTo("200");
    assertThat(quote.last()).isEqualByComparingTo("240.1");
    assertThat(quote.previousClose()).isEqualByComparingTo("238.9");
    assertThat(quote.asOf()).isEqualTo(Instant.parse("2026-03-03T14:31:06.1Z"));
    assertThat(quote.source()).isEqualTo("alpaca:iex");
  }

  @Test
  void aPriceOfZeroIsNoPrice() {
    var quote =
        priced(
            """
            {"AAPL":{"latestQuote":{"t":"2026-03-03T14:31:05Z","ap":0,"as":0,"bp":240.08,"bs":1}}}
            """);

    assertThat(quote.ask()).isNull();
    assertThat(quote.askSize()).isNull();
    assertThat(quote.bid()).isEqualByComparingTo("240.08");
    assertThat(quote.last()).isNull();
  }

  @Test
  void aSnapshotWithoutPricesIsNoQuote() {
    assertThat(quote("{\"AAPL\":{}}")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "true, 2026-03-03T10:00:00-05:00, REGULAR",
    "true, 2026-03-03T03:00:00-05:00, REGULAR",
    "false, 2026-03-03T08:00:00-05:00, PRE_MARKET",
    "false, 2026-03-03T17:00:00-05:00, POST_MARKET",
    "false, 2026-03-03T10:00:00-05:00, CLOSED",
    "false, 2026-03-07T10:00:00-05:00, CLOSED"
  })
  void whetherTheMarketIsOpenIsAlpacasWord(
      boolean open, String timestamp, MarketHours.Session session) {
    var clock =
        Json.read(
            """
            {"timestamp":"%s","is_open":%s,"next_open":"2026-03-04T09:30:00-05:00",
             "next_close":"2026-03-04T16:00:00-05:00"}
            """
                .formatted(timestamp, open)
                .getBytes(StandardCharsets.UTF_8),
            AlpacaWire.Clock.class);

    var hours = AlpacaMapping.marketHours(clock, TradingCalendar.of(Mic.XNYS));

    assertThat(hours.session()).isEqualTo(session);
    assertThat(hours.nextOpen()).isEqualTo(Instant.parse("2026-03-04T14:30:00Z"));
  }

  @Test
  void everyBarSizeHasItsTimeframe() {
    assertThat(BarSize.values())
        .extracting(AlpacaMapping::timeframe)
        .containsExactly("1Min", "5Min", "15Min", "30Min", "1Hour", "1Day", "1Week");
  }

  private static Quote priced(String json) {
    return Objects.requireNonNull(quote(json));
  }

  private static @Nullable Quote quote(String json) {
    var snapshots =
        Json.read(json.getBytes(StandardCharsets.UTF_8), AlpacaClient.SnapshotsBySymbol.class);
    return AlpacaMapping.quote(
        Instrument.Equity.us("AAPL"),
        Objects.requireNonNull(snapshots.get("AAPL")),
        false,
        "alpaca:iex");
  }

  private static Position position(String side, String quantity) {
    var json =
        """
        {"symbol":"AAPL","asset_class":"us_equity","side":"%s","qty":"%s","market_value":"-100",
         "cost_basis":"90"}
        """
            .formatted(side, quantity);
    return AlpacaMapping.position(
        Json.read(json.getBytes(StandardCharsets.UTF_8), AlpacaWire.Position.class));
  }

  private static AlpacaWire.Account account(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), AlpacaWire.Account.class);
  }
}
