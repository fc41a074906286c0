package io.brokerway.brokers.zerodha;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.kit.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ZerodhaTradesTest {

  @Test
  void aTradeIsATransactionOfItsOrder() {
    var reply = Json.read(WireFile.bytes("http_get_trades.json"), ZerodhaWire.TradesReply.class);

    var buy = ZerodhaTrades.transactions(Objects.requireNonNull(reply.data()), null).getFirst();

    assertThat(buy.brokerId()).isEqualTo("NSE:75000311:250310000000017");
    assertThat(buy.type()).isEqualTo(TransactionType.BUY);
    assertThat(buy.quantity()).isEqualByComparingTo("4");
    assertThat(Objects.requireNonNull(buy.amount()).amount()).isEqualByComparingTo("-5002");
    assertThat(buy.brokerOrderId()).isEqualTo("250310000000017");
    assertThat(buy.occurredAt()).isEqualTo(Instant.parse("2025-03-10T04:45:07Z"));
  }

  @Test
  void fillsAreCountedUpForEachOrder() {
    var trades =
        List.of(
            trade("3", "one", "5", "10:00:02"),
            trade("1", "one", "3", "10:00:01"),
            trade("2", "two", "4", "10:00:01"));

    assertThat(ZerodhaTrades.transactions(trades, null))
        .extracting(Transaction::brokerId, row -> plain(row.cumulativeQuantity()))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("NSE:1:one", "3"),
            org.assertj.core.groups.Tuple.tuple("NSE:2:two", "4"),
            org.assertj.core.groups.Tuple.tuple("NSE:3:one", "8"));
  }

  @Test
  void aReadSinceAMomentStillCountsWhatWasBefore() {
    var trades = List.of(trade("1", "one", "3", "10:00:01"), trade("2", "one", "5", "10:00:02"));

    // Half a second after the second that Kite writes: it may be the very moment.
    var since = Instant.parse("2025-03-10T04:30:02.500Z");

    assertThat(ZerodhaTrades.transactions(trades, since))
        .singleElement()
        .satisfies(row -> assertThat(row.cumulativeQuantity()).isEqualByComparingTo("8"));
  }

  private static String plain(@org.jspecify.annotations.Nullable BigDecimal value) {
    return value == null ? "" : value.toPlainString();
  }

  private static ZerodhaWire.Trade trade(String id, String order, String quantity, String time) {
    return new ZerodhaWire.Trade(
        id,
        order,
        "NSE",
        "INFY",
        "CNC",
        new BigDecimal(1_500),
        new BigDecimal(quantity),
        "SELL",
        "2025-03-10 " + time);
  }
}
