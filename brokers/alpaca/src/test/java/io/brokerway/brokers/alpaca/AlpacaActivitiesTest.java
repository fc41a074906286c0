package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.Money;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlpacaActivitiesTest {

  @Test
  void thePublishedActivitiesAreRead() {
    var activities =
        Json.readList(WireFile.bytes("http_get_activities.json"), AlpacaWire.Activity.class);

    var transactions = activities.stream().map(AlpacaActivities::transaction).toList();

    var fill = transactions.get(0);
    assertThat(fill.type()).isEqualTo(TransactionType.BUY);
    assertThat(fill.brokerId())
        .isEqualTo("20260303093108456::0d0f0d7e-7d2a-4f7c-8c3c-1f0a4be0a001");
    assertThat(fill.quantity()).isEqualByComparingTo("4");
    assertThat(fill.amount()).isEqualTo(Money.usd("-960.36"));
    assertThat(fill.brokerOrderId()).isEqualTo("1f7c2a10-6a1e-4f0b-9b66-6f0d1b9e4c21");
    assertThat(fill.cumulativeQuantity()).isEqualByComparingTo("4");
    assertThat(fill.occurredAt()).isEqualTo(Instant.parse("2026-03-03T14:31:08.456Z"));
    assertThat(fill.dateOnly()).isFalse();
    var dividend = transactions.get(1);
    assertThat(dividend.type()).isEqualTo(TransactionType.DIVIDEND);
    assertThat(dividend.subType()).isEqualTo("DIV/CDIV");
    assertThat(dividend.amount()).isEqualTo(Money.usd("26.13"));
    assertThat(dividend.quantity()).as("no holding changes").isNull();
    assertThat(dividend.occurredAt()).isEqualTo(Instant.parse("2026-02-13T05:00:00Z"));
    assertThat(dividend.dateOnly()).isTrue();
    var deposit = transactions.get(2);
    assertThat(deposit.type()).isEqualTo(TransactionType.DEPOSIT);
    assertThat(deposit.amount()).isEqualTo(Money.usd("5000"));
    assertThat(deposit.instrument()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "DIV, CDIV, 1, , DIVIDEND",
    "DIV, SDIV, 0, 2, DIVIDEND",
    "DIV, SPD, -3, , DIVIDEND",
    "DIVCGL, , 1, , DIVIDEND",
    "DIVCGS, , 1, , DIVIDEND",
    "DIVROC, , 1, , DIVIDEND",
    "DIVTXEX, , 1, , DIVIDEND",
    "CGD, , 1, , DIVIDEND",
    "DIVNRA, , -1, , TAX",
    "DIVFT, , -1, , TAX",
    "DIVTW, , -1, , TAX",
    "INTNRA, , -1, , TAX",
    "INTTW, , -1, , TAX",
    "WH, SWH, -1, , TAX",
    "WH, FWH, -1, , TAX",
    "WH, SLWH, -1, , TAX",
    "DIVFEE, , -1, , FEE",
    "FEE, REG, -1, , FEE",
    "FEE, TAF, -1, , FEE",
    "FEE, LCT, -1, , FEE",
    "FEE, ORF, -1, , FEE",
    "FEE, OCC, -1, , FEE",
    "FEE, NRC, -1, , FEE",
    "FEE, NRV, -1, , FEE",
    "FEE, COM, -1, , FEE",
    "FEE, CAT, -1, , FEE",
    "CFEE, , 0, 0.0002, FEE",
    "PTC, , -1, , FEE",
    "PTR, , 1, , FEE",
    "INT, MGN, -1, , INTEREST",
    "INT, CDT, 1, , INTEREST",
    "INT, SWP, 1, , INTEREST",
    "INT, QII, 1, , INTEREST",
    "CSD, , 100, , DEPOSIT",
    "CSW, , -100, , WITHDRAWAL",
    "JNLC, , 100, , TRANSFER_IN",
    "JNLC, , -100, , TRANSFER_OUT",
    "ACATC, , 100, , TRANSFER_IN",
    "ACATC, , -100, , TRANSFER_OUT",
    "JNLS, , 0, 5, TRANSFER_IN",
    "JNLS, , 0, -5, TRANSFER_OUT",
    "ACATS, , 0, 5, TRANSFER_IN",
    "ACATS, , 0, -5, TRANSFER_OUT",
    "FOPT, , 0, -5, TRANSFER_OUT",
    "SPLIT, FSPLIT, 0, 10, SPLIT",
    "SPLIT, RSPLIT, 0, -10, SPLIT",
    "SPLIT, USPLIT, 0, 10, SPLIT",
    "SPIN, , 0, 1, SPIN_OFF",
    "MA, CMA, 50, -1, MERGER",
    "MA, SMA, 0, 1, MERGER",
    "MA, SCMA, 50, 1, MERGER",
    "NC, SNC, 0, 1, SYMBOL_CHANGE",
    "NC, CNC, 0, 1, SYMBOL_CHANGE",
    "NC, SCNC, 0, 1, SYMBOL_CHANGE",
    "REORG, WRM, 0, -1, OTHER",
    "VOF, VTND, 0, -1, OTHER",
    "VOF, VWRT, 0, -1, OTHER",
    "VOF, VRGT, 0, -1, OTHER",
    "VOF, VEXH, 0, -1, OTHER",
    "OPASN, , 0, 1, OPTION_ASSIGNMENT",
    "OPEXC, , 0, -1, OPTION_EXERCISE",
    "OPEXP, , 0, -1, OPTION_EXPIRY",
    "OPTRD, , -10000, 100, BUY",
    "OPTRD, , 10000, -100, SELL",
    "OPTRD, , 0, , OTHER",
    "OPCA, DIV.CDIV, 0, 1, OTHER",
    "OPCSH, , 10, , OTHER",
    "JNL, , 10, , OTHER",
    "TRANS, , 10, , OTHER",
    "MISC, , 10, , OTHER",
    "BRANDNEW, , 10, , OTHER"
  })
  void everyTypeOfActivityHasItsMeaning(
      String type,
      @Nullable String subType,
      String amount,
      @Nullable String quantity,
      TransactionType expected) {
    var transaction = AlpacaActivities.transaction(booking(type, subType, amount, quantity));

    assertThat(transaction.type()).isEqualTo(expected);
    assertThat(transaction.subType()).isEqualTo(subType == null ? type : type + "/" + subType);
    assertThat(transaction.amount() == null).isEqualTo("0".equals(amount));
  }

  @Test
  void aFeeInCoinTakesCoinsAway() {
    var fee = AlpacaActivities.transaction(booking("CFEE", null, "0", "0.0002"));

    assertThat(fee.quantity()).isEqualByComparingTo("-0.0002");
    assertThat(fee.amount()).isNull();
  }

  @Test
  void aStockDividendBringsShares() {
    var dividend = AlpacaActivities.transaction(booking("DIV", "SDIV", "0", "2"));

    assertThat(dividend.quantity()).isEqualByComparingTo("2");
  }

  @ParameterizedTest
  @CsvSource({"buy, BUY, 2, -500", "sell, SELL, -2, 500", "sell_short, SELL, -2, 500"})
  void aFillMovesHoldingAndCash(String side, TransactionType type, String quantity, String amount) {
    var transaction = AlpacaActivities.transaction(fill("AAPL", side));

    assertThat(transaction.type()).isEqualTo(type);
    assertThat(transaction.quantity()).isEqualByComparingTo(quantity);
    assertThat(transaction.amount()).isEqualTo(Money.usd(amount));
  }

  @Test
  void aFillOfAnOptionCostsItsMultiplier() {
    var transaction = AlpacaActivities.transaction(fill("AAPL250620C00100000", "buy"));

    assertThat(transaction.amount()).isEqualTo(Money.usd("-50000"));
  }

  @ParameterizedTest
  @CsvSource({"executed, EXECUTED", "correct, CORRECTED", "canceled, REVERSED"})
  void theStatusOfABookingIsKept(String status, Transaction.Status expected) {
    var activity =
        read(
            """
            {"id":"x::1","activity_type":"CSD","date":"2026-02-10","net_amount":"1","status":"%s"}
            """
                .formatted(status));

    assertThat(AlpacaActivities.transaction(activity).status()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"activity_type\":\"CSD\",\"date\":\"2026-02-10\"}",
        "{\"id\":\"x\",\"activity_type\":\"CSD\"}",
        "{\"id\":\"x\",\"activity_type\":\"CSD\",\"date\":\"yesterday\"}",
        "{\"id\":\"x\",\"activity_type\":\"CSD\",\"date\":\"2026-02-10\",\"status\":\"maybe\"}",
        "{\"id\":\"x\",\"activity_type\":\"FILL\",\"symbol\":\"A\",\"side\":\"hold\"}",
        "{\"id\":\"x\",\"activity_type\":\"CSD\",\"date\":\"2026-02-10\",\"net_amount\":\"1e60\"}"
      })
  void anActivityThatAlpacaWouldNotWriteIsRefused(String json) {
    assertThatThrownBy(() -> AlpacaActivities.transaction(read(json)))
        .isInstanceOf(UnexpectedReply.class);
  }

  private static AlpacaWire.Activity booking(
      String type, @Nullable String subType, String amount, @Nullable String quantity) {
    return read(
        """
        {"id":"20260210000000000::a1","activity_type":"%s"%s,"date":"2026-02-10",
         "net_amount":"%s"%s,"symbol":"AAPL","currency":"USD","status":"executed"}
        """
            .formatted(
                type,
                subType == null ? "" : ",\"activity_sub_type\":\"" + subType + "\"",
                amount,
                quantity == null ? "" : ",\"qty\":\"" + quantity + "\""));
  }

  private static AlpacaWire.Activity fill(String symbol, String side) {
    return read(
        """
        {"id":"20260303093108456::f1","activity_type":"FILL","transaction_time":"2026-03-03T14:31:08Z",
         "type":"fill","price":"250","qty":"2","side":"%s","symbol":"%s","leaves_qty":"0",
         "order_id":"o1","cum_qty":"2","order_status":"filled"}
        """
            .formatted(side, symbol));
  }

  private static AlpacaWire.Activity read(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), AlpacaWire.Activity.class);
  }
}
