package io.brokerway.brokers.alpaca;

import static io.brokerway.brokers.alpaca.ScriptedAlpaca.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.account.EquityHistoryQuery;
import io.brokerway.broker.account.WalletTransfer;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionChainQuery;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.market.BarSize;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlpacaRecordsTest {
  private static final Instrument AAPL = Instrument.Equity.us("AAPL");
  private static final Instant FROM = Instant.parse("2026-03-02T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-05T00:00:00Z");
  private static final String HISTORY = "/v2/account/portfolio/history";
  private static final String CALENDAR = "/v2/calendar";
  private static final String CONTRACTS = "/v2/options/contracts";
  private static final String WALLET = "/v2/wallets/transfers";

  private final ScriptedAlpaca alpaca = ScriptedAlpaca.start();
  private final Broker broker = Connected.to(alpaca);

  @AfterEach
  void stop() {
    alpaca.close();
  }

  @Test
  void whatIsDeclaredIsAllThatThereIs() {
    assertThat(broker.capabilities().extras())
        .containsExactlyInAnyOrder(Capabilities.Extra.values());
  }

  // ---- history ----

  @Test
  void aHistoryLeavesOutWhatHasNoWorthOrWasNotAskedFor() {
    alpaca.on(
        "GET",
        HISTORY,
        json(
            200,
            """
            {"timestamp":[1772323200,1772409600,1772496000,1772582400],
             "equity":[1,100000.5,null,100412.73],"profit_loss":[0,0,null,412.23],
             "profit_loss_pct":[0,0,null,0.0041],"base_value":100000.5,"timeframe":"1D",
             "cashflow":{}}
            """));

    var history =
        broker
            .fetchEquityHistory(Connected.ACCOUNT, new EquityHistoryQuery(BarSize.DAY_1, FROM, TO))
            .value();

    assertThat(asked())
        .isEqualTo(
            HISTORY + "?timeframe=1D&start=2026-03-02T00%3A00%3A00Z&end=2026-03-05T00%3A00%3A00Z");
    assertThat(history.base()).isEqualByComparingTo("100000.5");
    assertThat(history.points()).hasSize(2);
    assertThat(history.points().getLast().at()).isEqualTo(Instant.ofEpochSecond(1772582400));
    assertThat(history.points().getLast().equity()).isEqualByComparingTo("100412.73");
    assertThat(history.points().getLast().profitRatio()).isEqualByComparingTo("0.0041");
  }

  @Test
  void listsOfDifferentLengthAreNoHistory() {
    alpaca.on("GET", HISTORY, json(200, "{\"timestamp\":[1772409600],\"equity\":[]}"));

    assertThatThrownBy(() ->
            broker.fetchEquityHistory(
                Connected.ACCOUNT, new EquityHistoryQuery(BarSize.DAY_1, FROM, TO)))
        .isInstanceOf(BrokerException.UnexpectedReply.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = BarSize.class,
      names = {"MINUTE_30", "WEEK_1"})
  void aTimeframeThatAlpacaDoesNotHaveIsRefusedBeforeAnythingIsSent(BarSize size) {
    assertThatThrownBy(() ->
            broker.fetchEquityHistory(Connected.ACCOUNT, new EquityHistoryQuery(size, FROM, TO)))
        .isInstanceOf(BrokerException.Unsupported.class);
    assertThat(alpaca.requests()).isEmpty();
  }

  // ---- calendar ----

  @ParameterizedTest
  @ValueSource(strings = {"0400", "04:00"})
  void aTradingDayIsInNewYork(String sessionOpen) {
    alpaca.on(
        "GET",
        CALENDAR,
        json(
            200,
            """
            [{"date":"2026-03-02","open":"09:30","close":"16:00","session_open":"%s",
              "session_close":"2000","settlement_date":"2026-03-03"},
             {"date":"2026-03-09","open":"09:30","close":"16:00"}]
            """
                .formatted(sessionOpen)));

    var days = broker.fetchTradingDays(AAPL, LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 3));

    assertThat(asked()).isEqualTo(CALENDAR + "?start=2026-03-02&end=2026-03-03");
    assertThat(days)
        .singleElement()
        .satisfies(day -> {
          assertThat(day.open()).isEqualTo(Instant.parse("2026-03-02T14:30:00Z"));
          assertThat(day.close()).isEqualTo(Instant.parse("2026-03-02T21:00:00Z"));
          assertThat(day.firstOpen()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
          assertThat(day.lastClose()).isEqualTo(Instant.parse("2026-03-03T01:00:00Z"));
          assertThat(day.settlement()).isEqualTo(LocalDate.of(2026, 3, 3));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"25:00", "half past nine", ""})
  void aDayWithoutItsTimeIsNoDay(String open) {
    alpaca.on(
        "GET",
        CALENDAR,
        json(
            200,
            "[{\"date\":\"2026-03-02\",\"open\":\"%s\",\"close\":\"16:00\"}]".formatted(open)));

    assertThatThrownBy(
            () -> broker.fetchTradingDays(AAPL, LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 3)))
        .isInstanceOf(BrokerException.UnexpectedReply.class);
  }

  @Test
  void coinsHaveNoCalendar() {
    assertThatThrownBy(() ->
            broker.fetchTradingDays(
                Instrument.CryptoPair.parse("BTC-USD"),
                LocalDate.of(2026, 3, 2),
                LocalDate.of(2026, 3, 3)))
        .isInstanceOf(BrokerException.Unsupported.class);
    assertThat(alpaca.requests()).isEmpty();
  }

  // ---- options ----

  @Test
  void aChainIsReadPageByPage() {
    alpaca.on(
        "GET",
        CONTRACTS,
        json(
            200,
            """
            {"option_contracts":[{"id":"98359ef7-5124-49f3-85ea-5cf02df6defa",
              "symbol":"AAPL260619C00250000","name":"AAPL Jun 19 2026 250 Call","status":"active",
              "tradable":true,"underlying_symbol":"AAPL","multiplier":"100","size":"100"}],
             "next_page_token":"MTAy"}
            """));

    var page =
        broker.fetchOptionChain(
            new OptionChainQuery(
                "AAPL",
                LocalDate.of(2026, 6, 1),
                LocalDate.of(2026, 6, 30),
                OptionRight.CALL,
                new BigDecimal("250"),
                new BigDecimal("260.5"),
                2,
                "MTAw"));

    assertThat(asked())
        .isEqualTo(
            CONTRACTS
                + "?underlying_symbols=AAPL&status=active&expiration_date_gte=2026-06-01"
                + "&expiration_date_lte=2026-06-30&type=call&strike_price_gte=250"
                + "&strike_price_lte=260.5&limit=2&page_token=MTAw");
    assertThat(page.nextPageToken()).isEqualTo("MTAy");
    assertThat(page.listings())
        .singleElement()
        .satisfies(listing -> {
          assertThat(listing.instrument().symbol()).isEqualTo("AAPL  260619C00250000");
          assertThat(listing.instrument().multiplier()).isEqualByComparingTo("100");
          assertThat(listing.tradable()).isTrue();
        });
  }

  // ---- wallet ----

  @Test
  void transfersAreTheNewestFirst() {
    alpaca.on(
        "GET",
        WALLET,
        json(
            200,
            """
            [{"id":"t-1","direction":"INCOMING","amount":"0.5","usd_value":"25000.10",
              "chain":"BTC","asset":"BTC","from_address":"bc1qfrom","to_address":"bc1qto",
              "status":"COMPLETE","tx_hash":"ab12","fees":"0","network_fee":"0.0001",
              "created_at":"2026-03-01T10:00:00Z"},
             {"id":"t-2","direction":"OUTGOING","amount":"1","asset":"ETH/USD",
              "status":"PROCESSING","created_at":"2026-03-02T10:00:00Z"}]
            """));

    var transfers = broker.fetchWalletTransfers(Connected.ACCOUNT).value();

    assertThat(transfers).extracting(WalletTransfer::brokerId).containsExactly("t-2", "t-1");
    assertThat(transfers.getFirst().coin().code()).isEqualTo("ETH");
    assertThat(transfers.getFirst().transactionHash()).isEmpty();
    assertThat(transfers.getLast().networkFee()).isEqualByComparingTo("0.0001");
    assertThat(transfers.getLast().status()).isEqualTo(WalletTransfer.Status.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"status\":\"LOST\",\"direction\":\"INCOMING\"",
        "\"status\":\"FAILED\",\"direction\":\"SIDEWAYS\""
      })
  void aTransferOfAnUnknownKindIsNotGuessed(String part) {
    alpaca.on(
        "GET",
        WALLET,
        json(
            200,
            "[{\"id\":\"t-1\",\"amount\":\"1\",\"asset\":\"BTC\",%s,".formatted(part)
                + "\"created_at\":\"2026-03-02T10:00:00Z\"}]"));

    assertThatThrownBy(() -> broker.fetchWalletTransfers(Connected.ACCOUNT))
        .isInstanceOf(BrokerException.UnexpectedReply.class);
  }

  private String asked() {
    return alpaca.requests().getFirst().target();
  }
}
