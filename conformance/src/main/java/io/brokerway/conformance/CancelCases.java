package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.RejectReason;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** CANCEL: taking orders back. */
final class CancelCases {
  private static final String CAPABILITY = "cancel";

  private CancelCases() {}

  static List<ConformanceCase> of(Plan plan) {
    if (!plan.trades()) {
      return List.of();
    }
    var sheet = new Plan.Sheet("CANCEL");
    sheet.add(
        "01",
        CAPABILITY,
        "a working order is taken back and no longer open",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var placed = trader.working(Orders.on(stage, trader).resting(specimen));

          assertThat(trader.cancel(placed)).isInstanceOf(CommandOutcome.Accepted.class);

          assertThat(trader.await(placed, OrderStatus.CANCELED).cumulativeQuantity()).isZero();
          assertThat(trader.orders(OrderQuery.open())).isEmpty();
        });
    sheet.add(
        "02",
        CAPABILITY,
        "a canceled order cannot be canceled again",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var placed = trader.working(Orders.on(stage, trader).resting(specimen));
          trader.cancel(placed);
          trader.await(placed, OrderStatus.CANCELED);

          assertTooLate(trader.cancel(placed));
        });
    sheet.add(
        "03",
        CAPABILITY,
        "a filled order cannot be canceled",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var placed = trader.bought(specimen, specimen.whole());

          assertTooLate(trader.cancel(placed));
          assertThat(trader.found(placed.ref()).status()).isEqualTo(OrderStatus.FILLED);
        });
    sheet.add(
        "04",
        CAPABILITY,
        "an order that the broker does not have is not canceled",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var order = Orders.on(stage, trader).resting(specimen);
          var ref =
              new OrderRef(
                  trader.key(),
                  order.clientOrderId(),
                  null,
                  order,
                  stage.gateway().clock().instant(),
                  Set.of());

          var outcome = trader.cancel(new Placed(order, ref, "none"));

          assertThat(outcome)
              .isInstanceOfAny(CommandOutcome.Rejected.class, CommandOutcome.NotSent.class);
          assertThat(trader.truth().taken()).isEmpty();
        });
    sheet.add(
        "05",
        CAPABILITY,
        "the open orders are those that can still change",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var orders = Orders.on(stage, trader);
          var gone = trader.working(orders.resting(specimen));
          trader.cancel(gone);
          trader.await(gone, OrderStatus.CANCELED);
          var open = trader.working(orders.resting(specimen));

          assertThat(OrderCases.ids(trader.orders(OrderQuery.open())))
              .containsExactly(open.brokerOrderId());
          assertThat(OrderCases.ids(trader.orders(OrderQuery.allSince(Instant.EPOCH))))
              .containsExactly(open.brokerOrderId(), gone.brokerOrderId());
        });
    if (plan.overNetwork()) {
      lost(sheet, plan);
    }
    return sheet.cases();
  }

  private static void lost(Plan.Sheet sheet, Plan plan) {
    for (var trouble :
        List.of(
            Trouble.CUT_BEFORE_ACCEPT,
            Trouble.CUT_AFTER_ACCEPT,
            Trouble.ERROR_AFTER_ACCEPT,
            Trouble.SILENCE_AFTER_ACCEPT)) {
      sheet.add(
          trouble.name(),
          "unknown outcomes",
          "a cancel without its answer is unknown; the order tells",
          stage -> {
            var trader = stage.trader();
            var specimen = stage.simulator().specimen(plan.usualClass());
            var placed = trader.working(Orders.on(stage, trader).resting(specimen));
            stage.simulator().spoil(BrokerCall.CANCEL, trouble);

            var outcome = trader.cancel(placed);

            assertThat(outcome).isInstanceOf(CommandOutcome.Unknown.class);
            trader.await(placed, trouble.accepts() ? OrderStatus.CANCELED : OrderStatus.NEW);
          });
    }
  }

  private static void assertTooLate(CommandOutcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            CommandOutcome.Rejected.class,
            rejected ->
                assertThat(rejected.reason())
                    .isIn(RejectReason.TOO_LATE, RejectReason.UNKNOWN_ORDER));
  }
}
