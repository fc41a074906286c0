package io.brokerway.brokers.etrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.kit.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EtradeMappingTest {

  @Test
  void accountsKeepTheirKeyAndTheNumberThatTheUserSees() {
    var reply =
        Json.read(Published.bytes("http_get_accounts.json"), EtradeWire.AccountsReply.class);

    var accounts = EtradeMapping.accounts(accounts(reply));

    assertThat(accounts)
        .singleElement()
        .satisfies(account -> {
          assertThat(account.key().value()).isEqualTo("Qw3rTyAbCdEf1234567890");
          assertThat(account.number()).isEqualTo("83000001");
          assertThat(account.name()).isEqualTo("Main");
          assertThat(account.type()).isEqualTo(Account.Type.MARGIN);
          assertThat(account.status()).isEqualTo(Account.Status.ACTIVE);
        });
  }

  @Test
  void aListOfOneMayBeASingleObjectAndClosedAccountsAreLeftOut() {
    var json =
        """
        {"AccountListResponse":{"Accounts":{"Account":{"accountId":"83000002","accountIdKey":"key",
        "accountMode":"CASH","accountName":" ","accountDesc":"Second","institutionType":"BROKERAGE",
        "accountStatus":"CLOSED"}}}}
        """;

    var wire = accounts(read(json, EtradeWire.AccountsReply.class));

    assertThat(wire).hasSize(1);
    assertThat(EtradeMapping.accounts(wire)).isEmpty();
  }

  private static List<EtradeWire.Account> accounts(EtradeWire.AccountsReply reply) {
    var list = Objects.requireNonNull(reply.response());
    return EtradeFigures.listed(Objects.requireNonNull(list.accounts()).account());
  }

  @Test
  void theBalanceIsThatOfItsMode() {
    var reply = Json.read(Published.bytes("http_get_balance.json"), EtradeWire.BalanceReply.class);

    var balance = EtradeMapping.balance(Objects.requireNonNull(reply.response()));

    assertThat(balance.cash()).isEqualByComparingTo("4021.6");
    assertThat(balance.totalValue()).isEqualByComparingTo("5000.0");
    assertThat(balance.buyingPower()).isEqualByComparingTo("8043.2");
    assertThat(balance.longMarketValue()).isEqualByComparingTo("978.4");
    assertThat(balance.margin().call()).isEqualByComparingTo("0");
  }

  @Test
  void namesAreMatchedInAnyCaseAndWithoutFiguresThereIsNoBalance() {
    var json =
        "{\"balanceResponse\":{\"accountMode\":\"CASH\",\"computed\":{\"netCash\":12.5,\"cashBuyingPower\":9}}}";

    var balance =
        EtradeMapping.balance(
            Objects.requireNonNull(read(json, EtradeWire.BalanceReply.class).response()));

    assertThat(balance.cash()).isEqualByComparingTo("12.5");
    assertThat(balance.buyingPower()).isEqualByComparingTo("9");
    assertThat(balance.totalValue()).isNull();
    var empty = read("{\"BalanceResponse\":{\"Computed\":{}}}", EtradeWire.BalanceReply.class);
    assertThatThrownBy(() -> EtradeMapping.balance(Objects.requireNonNull(empty.response())))
        .isInstanceOf(UnexpectedReply.class);
  }

  @Test
  void positionsAreSignedAndPriced() {
    var reply =
        Json.read(Published.bytes("http_get_portfolio.json"), EtradeWire.PortfolioReply.class);
    var portfolio =
        EtradeFigures.listed(Objects.requireNonNull(reply.response()).accountPortfolio());
    var wire = EtradeFigures.listed(portfolio.getFirst().position()).getFirst();

    var position = EtradeMapping.position(wire);

    assertThat(position.instrument()).isEqualTo(Instrument.Equity.us("BNDX"));
    assertThat(position.quantity()).isEqualByComparingTo("20");
    assertThat(position.averagePrice()).isEqualByComparingTo("48.7");
    assertThat(position.costBasis()).isEqualByComparingTo("974.0");
    assertThat(position.currentPrice()).isEqualByComparingTo("48.92");
    assertThat(position.unrealizedProfit()).isEqualByComparingTo("4.4");
  }

  @Test
  void aShortPositionIsNegativeHoweverItIsWritten() {
    var json =
        "{\"positionType\":\"SHORT\",\"quantity\":%s,\"Product\":{\"symbol\":\"F\",\"securityType\":\"EQ\"}}";

    for (var quantity : List.of("5", "-5")) {
      var wire = read(json.formatted(quantity), EtradeWire.Position.class);
      assertThat(EtradeMapping.position(wire).quantity()).isEqualByComparingTo("-5");
    }
  }

  @Test
  void transactionsAreReadWithTheirSigns() {
    var reply =
        Json.read(
            Published.bytes("http_get_transactions.json"), EtradeWire.TransactionsReply.class);
    var rows = EtradeFigures.listed(Objects.requireNonNull(reply.response()).transaction());

    var bought = EtradeTransactions.transaction(rows.getFirst(), "701");
    var paid = EtradeTransactions.transaction(rows.getLast(), null);

    assertThat(bought.type()).isEqualTo(TransactionType.BUY);
    assertThat(bought.quantity()).isEqualByComparingTo("10");
    assertThat(Objects.requireNonNull(bought.amount()).amount()).isEqualByComparingTo("-485.9");
    assertThat(bought.brokerOrderId()).isEqualTo("701");
    assertThat(bought.settlementDate()).isEqualTo(LocalDate.of(2026, 3, 4));
    // Not posted yet: its id may still change.
    assertThat(bought.status()).isEqualTo(Transaction.Status.PENDING);
    assertThat(paid.type()).isEqualTo(TransactionType.DEPOSIT);
    assertThat(paid.instrument()).isNull();
    assertThat(paid.quantity()).isNull();
    assertThat(paid.status()).isEqualTo(Transaction.Status.EXECUTED);
    assertThat(EtradeTransactions.isTrade(rows.getFirst())).isTrue();
    assertThat(EtradeTransactions.isTrade(rows.getLast())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Bought To Cover, -1, BUY",
    "Dividend Reinvestment, -1, BUY",
    "SOLD SHORT, 1, SELL",
    "Qualified Dividend, 1, DIVIDEND",
    "Margin Interest, -1, INTEREST",
    "ADR Fee, -1, FEE",
    "Foreign Tax Withheld, -1, TAX",
    "Wire, 1, DEPOSIT",
    "Check, -1, WITHDRAWAL",
    "Journal, 1, ADJUSTMENT",
    "Stock Split, 0, SPLIT",
    "Merger, 0, MERGER",
    "Spin-off, 0, SPIN_OFF",
    "Option Expiration, 0, OPTION_EXPIRY",
    "Option Assignment, 1, OPTION_ASSIGNMENT",
    "Option Exercise, -1, OPTION_EXERCISE",
    "Something New, 1, OTHER"
  })
  void everyDocumentedTypeHasAWord(String text, BigDecimal amount, TransactionType type) {
    var wire = new EtradeWire.Transaction("1", 1_772_548_264_000L, 1L, amount, "", text, "0", null);

    assertThat(EtradeTransactions.transaction(wire, null).type()).isEqualTo(type);
  }

  private static <T> T read(String json, Class<T> type) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
  }
}
