package io.brokerway.brokers.charlesschwab;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SimulatorOrdersTest {

  private static NewOrder resting(String quantity) {
    return NewOrder.simple(
        SimulatedSchwab.MARGIN,
        "ours",
        Instrument.Equity.us("AAPL"),
        Side.BUY,
        OrderQuantity.units(quantity),
        OrderTerms.limit("10", TimeInForce.DAY));
  }

  private static OrderRef ref(NewOrder order, Instant sentAt, Set<String> knownBefore) {
    return new OrderRef(SimulatedSchwab.MARGIN, "ours", null, order, sentAt, knownBefore);
  }

  @Test
  void anOrderWhoseAddressIsMissingIsTakenAndFoundByWhatItIs() {
    try (var schwab = SimulatedSchwab.start()) {
      var order = resting("3");
      var sentAt = schwab.clock.instant();
      schwab.withoutLocation(1);

      var outcome = schwab.broker.placeOrder(order, Attempt.unguarded());

      assertThat(outcome).isEqualTo(new CommandOutcome.Accepted(null, null));
      assertThat(schwab.broker.findOrder(ref(order, sentAt, Set.of())))
          .isInstanceOfSatisfying(
              Lookup.Found.class,
              found -> assertThat(found.report().quantity()).isEqualByComparingTo("3"));
    }
  }

  @Test
  void whatWasThereBeforeIsNeverTakenForWhatWasSent() {
    try (var schwab = SimulatedSchwab.start()) {
      var order = resting("3");
      schwab.broker.placeOrder(order, Attempt.unguarded());
      var known =
          schwab.broker.fetchOrders(SimulatedSchwab.MARGIN, OrderQuery.open()).value().stream()
              .map(OrderReport::brokerOrderId)
              .collect(Collectors.toSet());

      var found = schwab.broker.findOrder(ref(order, schwab.clock.instant(), known));

      assertThat(known).hasSize(1);
      assertThat(found).isInstanceOf(Lookup.Absent.class);
    }
  }

  @Test
  void anotherQuantityIsAnotherOrder() {
    try (var schwab = SimulatedSchwab.start()) {
      var sentAt = schwab.clock.instant();
      schwab.broker.placeOrder(resting("3"), Attempt.unguarded());

      assertThat(schwab.broker.findOrder(ref(resting("4"), sentAt, Set.of())))
          .isInstanceOf(Lookup.Absent.class);
    }
  }

  @Test
  void anOrderThatIsTakenAndThenRejectedIsARejection() {
    try (var schwab = SimulatedSchwab.start()) {
      var tooMuch =
          NewOrder.simple(
              SimulatedSchwab.MARGIN,
              "ours",
              Instrument.Equity.us("AAPL"),
              Side.BUY,
              OrderQuantity.units("1000000"),
              OrderTerms.market(TimeInForce.DAY));

      var outcome = schwab.broker.placeOrder(tooMuch, Attempt.unguarded());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              CommandOutcome.Rejected.class,
              rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.INSUFFICIENT_FUNDS));
      assertThat(
              schwab
                  .broker
                  .fetchOrders(SimulatedSchwab.MARGIN, OrderQuery.allSince(Instant.EPOCH))
                  .value())
          .singleElement()
          .satisfies(shown -> assertThat(shown.status()).isEqualTo(OrderStatus.REJECTED));
    }
  }

  @Test
  void aSymbolThatSchwabDoesNotKnowIsNotSent() {
    try (var schwab = SimulatedSchwab.start()) {
      var order =
          NewOrder.simple(
              SimulatedSchwab.MARGIN,
              "ours",
              Instrument.Equity.us("NOSUCH"),
              Side.BUY,
              OrderQuantity.units("1"),
              OrderTerms.market(TimeInForce.DAY));

      var outcome = schwab.broker.placeOrder(order, Attempt.unguarded());

      assertThat(outcome).isInstanceOf(CommandOutcome.Rejected.class);
      assertThat(schwab.records).noneMatch(call -> call.operation().equals("postOrder"));
    }
  }
}
