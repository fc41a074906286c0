package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Money;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of an order at the simulator. */
final class SimulatorOrdersTest {
  private final SimulatedAlpaca at = new SimulatedAlpaca();

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void aFillReachesStreamPositionsBalanceAndActivities() {
    try (var stream = at.listen()) {
      assertThat(stream.isUp()).isTrue();

      var placed =
          SimulatedAlpaca.accepted(
              at.place(at.buy("fill000001", "10", OrderTerms.market(TimeInForce.DAY))));
      var filled = at.events.awaitOrder(placed.brokerOrderId(), OrderStatus.FILLED);

      assertThat(filled.cumulativeQuantity()).isEqualByComparingTo("10");
      var executions =
          at.events.all(Execution.class).stream()
              .filter(execution -> execution.brokerOrderId().equals(placed.brokerOrderId()))
              .toList();
      assertThat(
              executions.stream().map(Execution::quantity).reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo("10");
      assertThat(executions.getLast().cumulativeQuantity()).isEqualByComparingTo("10");

      var position = at.broker.fetchPositions(at.account).value().getFirst();
      assertThat(position.instrument()).isEqualTo(SimulatedAlpaca.AAPL);
      assertThat(position.quantity()).isEqualByComparingTo("10");
      assertThat(at.broker.fetchBalance(at.account).value().cash())
          .isLessThan(new BigDecimal("100000"));

      var booked =
          at.transactions(null).stream().filter(row -> row.type() == TransactionType.BUY).toList();
      assertThat(booked).hasSameSizeAs(executions);
      assertThat(booked.getLast().brokerOrderId()).isEqualTo(placed.brokerOrderId());
      assertThat(booked.getLast().cumulativeQuantity()).isEqualByComparingTo("10");
      assertThat(Objects.requireNonNull(booked.getLast().amount()).amount()).isNegative();
    }
  }

  @Test
  void aLargeOrderFillsInParts() {
    try (var _ = at.listen()) {

      var thin = at.thinnestQuote();
      var shown = Objects.requireNonNull(thin.askSize());
      var quantity = shown.add(new BigDecimal(100)).toBigInteger().toString();
      var limit =
          Objects.requireNonNull(thin.ask())
              .multiply(new BigDecimal("1.02"))
              .setScale(2, RoundingMode.UP)
              .toPlainString();
      var placed =
          SimulatedAlpaca.accepted(
              at.place(
                  at.order(
                      thin.instrument(),
                      "parts00001",
                      OrderQuantity.units(quantity),
                      OrderTerms.limit(limit, TimeInForce.DAY))));

      var partial = at.events.awaitOrder(placed.brokerOrderId(), OrderStatus.PARTIALLY_FILLED);
      assertThat(partial.cumulativeQuantity()).isLessThan(new BigDecimal(quantity)).isPositive();
      var cumulative =
          at.events.all(Execution.class).stream().map(Execution::cumulativeQuantity).toList();
      assertThat(cumulative).doesNotHaveDuplicates().isNotEmpty();
    }
  }

  @Test
  void aWorkingOrderIsFoundReplacedAndCanceled() {
    try (var _ = at.listen()) {
      var placed =
          SimulatedAlpaca.accepted(
              at.place(
                  at.buy("work000001", "5", OrderTerms.limit(at.farBelow(), TimeInForce.GTC))));
      at.events.awaitOrder(placed.brokerOrderId(), OrderStatus.NEW);
      assertThat(at.found(OrderRef.byClientOrderId(at.account, "work000001")).brokerOrderId())
          .isEqualTo(placed.brokerOrderId());
      assertThat(at.broker.fetchOrders(at.account, OrderQuery.open()).value())
          .extracting(OrderReport::brokerOrderId)
          .containsExactly(placed.brokerOrderId());

      var change =
          new OrderChange(new BigDecimal("7"), new BigDecimal("2.50"), null, null, null, null);
      var replaced =
          SimulatedAlpaca.accepted(
              at.broker.replaceOrder(
                  new ReplaceOrder(at.ref(placed), "work000002", change), Attempt.unguarded()));
      at.events.awaitOrder(placed.brokerOrderId(), OrderStatus.REPLACED);

      assertThat(replaced.brokerOrderId()).isNotEqualTo(placed.brokerOrderId());
      var newest = at.found(at.ref(placed));
      assertThat(newest.brokerOrderId()).isEqualTo(replaced.brokerOrderId());
      assertThat(newest.quantity()).isEqualByComparingTo("7");
      assertThat(newest.replaces()).isEqualTo(placed.brokerOrderId());
      assertThat(newest.clientOrderId()).isEqualTo("work000002");

      assertThat(at.cancel(replaced)).isInstanceOf(CommandOutcome.Accepted.class);
      at.events.awaitOrder(replaced.brokerOrderId(), OrderStatus.CANCELED);
      assertThat(at.cancel(replaced))
          .isInstanceOfSatisfying(
              CommandOutcome.Rejected.class,
              rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_LATE));
      assertThat(at.broker.fetchOrders(at.account, OrderQuery.open()).value()).isEmpty();
    }
  }

  @Test
  void everyKindOfOrderIsTaken() {
    var below = at.farBelow();
    var above = at.ask().multiply(BigDecimal.TWO).setScale(2, RoundingMode.UP).toPlainString();
    var bitcoinBelow =
        Objects.requireNonNull(at.quoteOf(SimulatedAlpaca.BITCOIN).ask())
            .divide(BigDecimal.TWO, 2, RoundingMode.DOWN);
    var orders =
        List.of(
            at.buy("kind000001", "1", OrderTerms.limit(below, TimeInForce.DAY)),
            at.buy("kind000002", "1", OrderTerms.stop(above, TimeInForce.DAY)),
            at.buy("kind000003", "1", OrderTerms.stopLimit(above, above, TimeInForce.GTC)),
            at.buy(
                "kind000004",
                "1",
                OrderTerms.trailingStop(TrailingOffset.percent("10"), TimeInForce.DAY)),
            at.buy(
                "kind000005",
                "1",
                OrderTerms.trailingStop(TrailingOffset.amount("20"), TimeInForce.GTC)),
            at.buy("kind000006", "0.5", OrderTerms.limit(below, TimeInForce.DAY)),
            at.buy(
                "kind000007",
                OrderQuantity.notional(Money.usd("100")),
                OrderTerms.market(TimeInForce.DAY)),
            at.order(
                SimulatedAlpaca.BITCOIN,
                "kind000008",
                OrderQuantity.units("0.01"),
                OrderTerms.limit(bitcoinBelow.toPlainString(), TimeInForce.GTC)),
            at.order(
                SimulatedAlpaca.BITCOIN,
                "kind000009",
                OrderQuantity.units("0.01"),
                OrderTerms.market(TimeInForce.GTC)),
            at.bracket("kind000010", below, above));

    var outcomes = orders.stream().map(at::place).toList();

    assertThat(outcomes)
        .hasSize(10)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class));
  }

  @Test
  void aRefusalKeepsAlpacasReason() {
    var outcome = at.place(at.buy("funds00001", "100000", OrderTerms.market(TimeInForce.DAY)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            CommandOutcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.INSUFFICIENT_FUNDS));
  }
}
