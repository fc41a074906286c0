package io.brokerway.brokers.tradestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.BarSize;
import io.brokerway.kit.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts, balances, positions and prices of published payloads. */
final class TradeStationMappingTest {
  private static final Instant SEEN = Instant.parse("2026-03-03T15:00:00Z");

  @Test
  void accounts() {
    var wire = Json.read(WireFile.bytes("http_get_accounts.json"), TradeStationWire.Accounts.class);

    var accounts =
        TradeStationClient.list("Accounts", wire.accounts()).stream()
            .map(account -> TradeStationMapping.account(account, Environment.PAPER))
            .toList();

    assertThat(accounts).extracting(Account::number).containsExactly("SIM0001234M", "SIM0001235F");
    assertThat(accounts)
        .extracting(Account::type)
        .containsExactly(Account.Type.MARGIN, Account.Type.OTHER);
    assertThat(accounts)
        .allSatisfy(account -> assertThat(account.status()).isEqualTo(Account.Status.ACTIVE));
  }

  @ParameterizedTest
  @CsvSource({
    "Active,ACTIVE",
    "Closed,CLOSED",
    "Restricted,RESTRICTED",
    "Closing Transaction Only,RESTRICTED",
    "Something New,UNKNOWN",
  })
  void statesOfAccounts(String theirs, Account.Status ours) {
    var wire = new TradeStationWire.Account("1", "Cash", null, "USD", theirs);

    var account = TradeStationMapping.account(wire, Environment.LIVE);

    assertThat(account.status()).isEqualTo(ours);
    assertThat(account.restriction()).isEqualTo(theirs.equals("Active") ? "" : theirs);
  }

  @Test
  void aBalanceWithAnEmptyFigureInIt() {
    var wire = Json.read(WireFile.bytes("http_get_balances.json"), TradeStationWire.Balances.class);

    var balance =
        TradeStationMapping.balance(
            TradeStationClient.list("Balances", wire.balances()).getFirst());

    assertThat(balance.cash()).isEqualByComparingTo("75900.23");
    assertThat(balance.totalValue()).isEqualByComparingTo("100412.73");
    assertThat(balance.buyingPower()).isEqualByComparingTo("151800.46");
    assertThat(balance.optionsBuyingPower()).isEqualByComparingTo("75900.23");
    assertThat(balance.margin().initial()).isEqualByComparingTo("12256.25");
    assertThat(balance.dayTradeCount()).isZero();
    assertThat(balance.further()).containsEntry("TodaysProfitLoss", "111.10");
  }

  @Test
  void aBalanceWithoutCashIsNone() {
    var wire = new TradeStationWire.Balance("1", null, null, null, null, null, null, null);

    assertThatThrownBy(() -> TradeStationMapping.balance(wire))
        .isInstanceOf(UnexpectedReply.class)
        .hasMessageContaining("CashBalance");
  }

  @Test
  void aShortPositionIsNegativeWhateverTheSignOfItsFigures() {
    var whole = WireFile.text("http_get_positions.json");
    var shorted = whole.replace("\"Long\"", "\"Short\"").getBytes(StandardCharsets.UTF_8);

    var held = position(WireFile.bytes("http_get_positions.json"));
    var owed = position(shorted);

    assertThat(held.instrument()).isEqualTo(Instrument.Equity.us("MSFT"));
    assertThat(held.quantity()).isEqualByComparingTo("60");
    assertThat(held.averagePrice()).isEqualByComparingTo("402.20");
    assertThat(owed.quantity()).isEqualByComparingTo("-60");
    assertThat(owed.marketValue()).isEqualByComparingTo("-24512.50");
  }

  private static io.brokerway.broker.account.Position position(byte[] json) {
    var wire = Json.read(json, TradeStationWire.Positions.class);
    return TradeStationMapping.position(
        TradeStationClient.list("Positions", wire.positions()).getFirst());
  }

  @Test
  void quotesTellWhatIsThere() {
    var wire = Json.read(WireFile.bytes("http_get_quotes.json"), TradeStationWire.Quotes.class);
    var instrument = Instrument.Equity.us("MSFT");

    var quote =
        TradeStationMapping.quote(
            instrument, TradeStationClient.list("Quotes", wire.quotes()).getFirst(), SEEN);

    assertThat(quote.bid()).isEqualByComparingTo("408.50");
    assertThat(quote.askSize()).isEqualByComparingTo("200");
    assertThat(quote.previousClose()).isEqualByComparingTo("406.69");
    assertThat(quote.delayed()).isFalse();
    assertThat(quote.asOf()).isEqualTo(SEEN);
  }

  @Test
  void aBarIsNamedByItsEnd() {
    var one = BigDecimal.ONE;
    var wire = new TradeStationWire.Bar("2026-03-03T15:05:00Z", one, one, one, one, one);

    assertThat(TradeStationMapping.bar(wire, BarSize.MINUTE_5).start()).isEqualTo(SEEN);
  }
}
