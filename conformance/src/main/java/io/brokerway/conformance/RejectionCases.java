package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.RejectReason;
import java.util.List;

/** REJ: refusals by cause. */
final class RejectionCases {
  /** Every broker knows these. */
  private static final List<RejectReason> ALWAYS =
      List.of(RejectReason.INSUFFICIENT_FUNDS, RejectReason.UNKNOWN_INSTRUMENT);

  private static final String CAPABILITY = "refusals by cause";

  private RejectionCases() {}

  static List<ConformanceCase> of(Plan plan, List<RefusedOrder> refused) {
    if (!plan.trades()) {
      return List.of();
    }
    var sheet = new Plan.Sheet("REJ");
    sheet.add(
        "00",
        CAPABILITY,
        "the causes that every broker has are tried",
        _ ->
            assertThat(refused)
                .as("refusedOrders() of the simulator has the documented causes of refusal")
                .extracting(RefusedOrder::reason)
                .containsAll(ALWAYS));
    for (var order : refused) {
      sheet.add(
          order.reason() + "-" + order.what().replace(' ', '-'),
          CAPABILITY,
          "the broker's refusal keeps its cause and its words, and no order is made",
          stage -> isRejected(stage, order));
    }
    return sheet.cases();
  }

  private static void isRejected(Stage stage, RefusedOrder refused) {
    var trader = stage.trader();
    refused.before().forEach(part -> trader.place(order(stage, trader, part)));

    var outcome = trader.send(order(stage, trader, refused.order()));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            CommandOutcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(refused.reason());
              assertThat(rejected.brokerText()).isNotBlank();
            });
    assertThat(trader.truth().taken()).hasSameSizeAs(refused.before());
  }

  private static NewOrder order(Stage stage, Trader trader, RefusedOrder.Part part) {
    return Orders.on(stage, trader)
        .order(part.instrument(), part.side(), part.quantity(), part.terms());
  }
}
