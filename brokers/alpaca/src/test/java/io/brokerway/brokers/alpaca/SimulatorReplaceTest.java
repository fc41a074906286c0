package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replaces of orders that have filled in part, at the simulator. */
final class SimulatorReplaceTest {
  private final SimulatedAlpaca at = new SimulatedAlpaca();

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void aReplaceAfterAPartialFillTradesWhatIsLeftOfTheNewTotal() {
    try (var _ = at.listen()) {
      var first = at.partlyFilled("total00001");

      var second =
          SimulatedAlpaca.accepted(
              at.replace(
                  first, "total00002", SimulatedAlpaca.change(new BigDecimal("8"), at.farAbove())));
      var working = at.found(at.ref(second));
      at.show(100);
      var filled = at.events.awaitOrder(second.brokerOrderId(), OrderStatus.FILLED);

      assertThat(working.quantity()).isEqualByComparingTo("4");
      assertThat(working.cumulativeQuantity()).isZero();
      assertThat(at.alpaca.ledger().getLast().path("qty").asString()).isEqualTo("4");
      assertThat(filled.cumulativeQuantity()).isEqualByComparingTo("4");
      assertThat(at.events.awaitOrder(first.brokerOrderId(), OrderStatus.REPLACED))
          .extracting(OrderReport::cumulativeQuantity)
          .isEqualTo(new BigDecimal("4"));
      assertThat(at.broker.fetchPositions(at.account).value().getFirst().quantity())
          .isEqualByComparingTo("8");
      assertThat(at.transactions(null).stream().filter(row -> row.type() == TransactionType.BUY))
          .extracting(Transaction::brokerOrderId, Transaction::cumulativeQuantity)
          .containsExactlyInAnyOrder(
              tuple(first.brokerOrderId(), new BigDecimal("4")),
              tuple(second.brokerOrderId(), new BigDecimal("4")));
    }
  }

  @Test
  void aNewPriceAfterAPartialFillKeepsTheTotal() {
    try (var _ = at.listen()) {
      var first = at.partlyFilled("price00001");
      var second =
          SimulatedAlpaca.accepted(
              at.replace(first, "price00002", SimulatedAlpaca.change(null, at.farAbove())));
      at.show(1);
      at.events.awaitOrder(second.brokerOrderId(), OrderStatus.PARTIALLY_FILLED);

      var third =
          SimulatedAlpaca.accepted(
              at.replace(second, "price00003", SimulatedAlpaca.change(new BigDecimal("9"), null)));
      at.show(100);
      var filled = at.events.awaitOrder(third.brokerOrderId(), OrderStatus.FILLED);

      assertThat(at.alpaca.ledger())
          .extracting(entry -> entry.path("qty").asString())
          .containsExactly("10", "6", "4");
      assertThat(filled.cumulativeQuantity()).isEqualByComparingTo("4");
      assertThat(at.broker.fetchPositions(at.account).value().getFirst().quantity())
          .isEqualByComparingTo("9");
    }
  }
}
