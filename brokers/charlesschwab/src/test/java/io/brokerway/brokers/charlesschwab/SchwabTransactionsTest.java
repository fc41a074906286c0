package io.brokerway.brokers.charlesschwab;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.account.TransactionType;
import io.brokerway.kit.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchwabTransactionsTest {

  private static List<SchwabWire.Transaction> published() {
    return Json.readList(
        WireFile.bytes("http_get_transactions.json"), SchwabWire.Transaction.class);
  }

  private static SchwabWire.Transaction row(String type, String description, String amount) {
    var json =
        """
        {"activityId":1,"time":"2026-03-03T14:46:04+0000","type":"%s","description":"%s",
         "status":"VALID","netAmount":%s}
        """
            .formatted(type, description, amount);
    return Json.read(json.getBytes(StandardCharsets.UTF_8), SchwabWire.Transaction.class);
  }

  @Test
  void aTradeHasItsOrderItsUnitsAndItsCash() {
    var trade = SchwabTransactions.transaction(published().getFirst(), BigDecimal.TEN);

    assertThat(trade.type()).isEqualTo(TransactionType.BUY);
    assertThat(trade.quantity()).isEqualByComparingTo("10");
    assertThat(trade.price()).isEqualByComparingTo("48.59");
    assertThat(Objects.requireNonNull(trade.amount()).amount()).isEqualByComparingTo("-485.9");
    assertThat(trade.fee()).isNull();
    assertThat(trade.brokerOrderId()).isEqualTo("1000234567890");
    assertThat(trade.cumulativeQuantity()).isEqualByComparingTo("10");
  }

  @Test
  void aDividendNamesItsShareInItsDescription() {
    var dividend = SchwabTransactions.transaction(published().getLast(), null);

    assertThat(dividend.type()).isEqualTo(TransactionType.DIVIDEND);
    assertThat(Objects.requireNonNull(dividend.instrument()).symbol()).isEqualTo("BNDX");
    assertThat(dividend.quantity()).isNull();
    assertThat(Objects.requireNonNull(dividend.amount()).amount()).isEqualByComparingTo("2.31");
  }

  @Test
  void feesAreTheCashItemsThatSaySo() {
    var json =
        new String(WireFile.bytes("http_get_transactions.json"), StandardCharsets.UTF_8)
            .replace(
                "\"cost\":0,\"feeType\":\"COMMISSION\"",
                "\"cost\":-0.65,\"feeType\":\"COMMISSION\"");
    var rows = Json.readList(json.getBytes(StandardCharsets.UTF_8), SchwabWire.Transaction.class);

    var trade = SchwabTransactions.transaction(rows.getFirst(), null);

    assertThat(Objects.requireNonNull(trade.fee()).amount()).isEqualByComparingTo("0.65");
  }

  @ParameterizedTest
  @CsvSource({
    "ACH_RECEIPT, '', 5, DEPOSIT",
    "CASH_RECEIPT, '', 5, DEPOSIT",
    "WIRE_IN, '', 5, DEPOSIT",
    "ACH_DISBURSEMENT, '', -5, WITHDRAWAL",
    "CASH_DISBURSEMENT, '', -5, WITHDRAWAL",
    "WIRE_OUT, '', -5, WITHDRAWAL",
    "ELECTRONIC_FUND, ACH Credit Received, 5, DEPOSIT",
    "ELECTRONIC_FUND, '', -5, WITHDRAWAL",
    "DIVIDEND_OR_INTEREST, Credit Interest, 1, INTEREST",
    "DIVIDEND_OR_INTEREST, Ordinary Dividend~BND, 1, DIVIDEND",
    "JOURNAL, Foreign Tax Withholding~ASML, -1, TAX",
    "JOURNAL, Journal to another account, -1, TRANSFER_OUT",
    "RECEIVE_AND_DELIVER, Stock Split, 0, SPLIT",
    "RECEIVE_AND_DELIVER, Expiration, 0, OPTION_EXPIRY",
    "RECEIVE_AND_DELIVER, Option Assignment, 0, OPTION_ASSIGNMENT",
    "RECEIVE_AND_DELIVER, Spin-off, 0, SPIN_OFF",
    "MONEY_MARKET, Sweep, 1, OTHER",
    "SOMETHING_NEW, '', 1, OTHER",
  })
  void everyTypeHasItsOwn(
      String type, String description, String amount, TransactionType expected) {
    assertThat(SchwabTransactions.transaction(row(type, description, amount), null).type())
        .isEqualTo(expected);
  }

  @Test
  void rowsOfOneIdThatDifferAreNotOne() {
    var one = SchwabTransactions.transaction(row("JOURNAL", "", "5"), null);
    var other = SchwabTransactions.transaction(row("JOURNAL", "", "-5"), null);

    assertThat(one.brokerId()).isNotEqualTo(other.brokerId());
  }

  @Test
  void notesThatMoveNothingAreLeftOut() {
    assertThat(SchwabTransactions.moves(row("MEMORANDUM", "", "0"))).isFalse();
    assertThat(SchwabTransactions.moves(row("MARGIN_CALL", "", "0"))).isFalse();
    assertThat(SchwabTransactions.moves(row("WIRE_IN", "", "0"))).isTrue();
  }
}
