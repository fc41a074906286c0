package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderIdentity.Recovery;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.RejectReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** UNKN: places whose answer is lost or cannot be read, and how they are settled. */
final class UnknownOutcomeCases {
  private static final String CAPABILITY = "unknown outcomes";

  private UnknownOutcomeCases() {}

  static List<ConformanceCase> of(Plan plan) {
    if (!plan.trades()) {
      return List.of();
    }
    var sheet = new Plan.Sheet("UNKN");
    guard(sheet, plan);
    duplicates(sheet, plan);
    absence(sheet, plan);
    if (plan.overNetwork()) {
      // A broker that says who is too fast says that it took nothing: that is RATE.
      plan.troubles(BrokerCall.PLACE).stream()
          .filter(trouble -> trouble != Trouble.TOO_FAST)
          .forEach(trouble -> lost(sheet, plan, trouble));
      plan.troubles(BrokerCall.LOOK_UP).stream()
          .filter(trouble -> !trouble.accepts() || trouble.isOdd())
          .filter(trouble -> trouble != Trouble.SILENCE_BEFORE_ACCEPT)
          .forEach(trouble -> lookUpFails(sheet, plan, trouble));
    }
    return sheet.cases();
  }

  /** Every loss of an answer, on both sides of the broker's acceptance. */
  private static void lost(Plan.Sheet sheet, Plan plan, Trouble trouble) {
    sheet.add(
        "PLACE-" + trouble,
        CAPABILITY,
        trouble.accepts()
            ? "the outcome is unknown, sent once, and the order is found by its declared identity"
            : "the outcome is unknown, sent once, and the order is nowhere found",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var sent = trader.sent(Orders.on(stage, trader).resting(specimen));
          stage.simulator().spoil(BrokerCall.PLACE, trouble);

          var outcome = trader.send(sent.order());

          assertThat(outcome).isInstanceOf(CommandOutcome.Unknown.class);
          assertThat(trader.placesTaken()).hasSize(trouble.accepts() ? 1 : 0);
          if (trouble.accepts()) {
            assertThat(trader.found(sent.ref()).brokerOrderId())
                .isEqualTo(trader.placesTaken().getFirst().brokerOrderId());
          } else {
            assertThat(trader.broker().findOrder(sent.ref())).isInstanceOf(Lookup.Absent.class);
          }
        });
  }

  /** A look-up that failed says nothing of the order. */
  private static void lookUpFails(Plan.Sheet sheet, Plan plan, Trouble trouble) {
    sheet.add(
        "LOOKUP-" + trouble,
        CAPABILITY,
        "a look-up without a readable answer never reads as absence",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var placed = trader.working(Orders.on(stage, trader).resting(specimen));
          stage.simulator().spoil(BrokerCall.LOOK_UP, trouble);

          var failure = catchThrowable(() -> trader.broker().findOrder(placed.ref()));

          assertThat(failure).isInstanceOf(BrokerException.class);
          assertThat(failure).isNotInstanceOf(BrokerException.NotFound.class);
        });
  }

  private static void absence(Plan.Sheet sheet, Plan plan) {
    sheet.add(
        "ABSENT",
        CAPABILITY,
        "an order that was never sent is absent",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var sent = trader.sent(Orders.on(stage, trader).resting(specimen));

          assertThat(trader.broker().findOrder(sent.ref())).isInstanceOf(Lookup.Absent.class);
        });
    var identity = plan.capabilities().orderIdentity();
    if (identity != null && identity.recovery() == Recovery.FINGERPRINT_ONLY) {
      sheet.add(
          "AMBIGUOUS",
          CAPABILITY,
          "two orders that fit are adopted by nobody",
          stage -> {
            var trader = stage.trader();
            var specimen = stage.simulator().specimen(plan.usualClass());
            var orders = Orders.on(stage, trader);
            var sent = trader.sent(orders.resting(specimen));
            trader.send(sent.order());
            trader.send(orders.resting(specimen));

            assertThat(trader.broker().findOrder(sent.ref())).isInstanceOf(Lookup.Ambiguous.class);
          });
    }
  }

  private static void duplicates(Plan.Sheet sheet, Plan plan) {
    var identity = plan.capabilities().orderIdentity();
    if (identity == null || identity.recovery() != Recovery.ENFORCED_ID) {
      return;
    }
    sheet.add(
        "RESEND",
        CAPABILITY,
        "a resend of the same id makes no second order",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var sent = trader.sent(Orders.on(stage, trader).resting(specimen));
          var attempt = Attempt.unguarded();

          var first = trader.broker().placeOrder(sent.order(), attempt);
          var second = trader.broker().placeOrder(sent.order(), attempt);

          assertThat(first).isInstanceOf(CommandOutcome.Accepted.class);
          assertSameOrder(trader, sent, second);
          assertThat(trader.placesTaken()).hasSize(1);
        });
    sheet.add(
        "TWIN",
        CAPABILITY,
        "another order under a used id is never read as taken",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var first = Orders.on(stage, trader).resting(specimen);
          var twin =
              NewOrder.simple(
                  trader.key(),
                  first.clientOrderId(),
                  specimen.instrument(),
                  first.side(),
                  new OrderQuantity.Units(specimen.whole().add(BigDecimal.ONE)),
                  first.terms());
          trader.place(first);

          var outcome = trader.send(twin);

          assertThat(trader.placesTaken()).hasSize(1);
          if (outcome instanceof CommandOutcome.Accepted(var _, var report) && report != null) {
            // Only as what it is: the original.
            assertThat(report.quantity()).isEqualByComparingTo(specimen.whole());
          } else {
            assertThat(outcome).isNotInstanceOf(CommandOutcome.NotSent.class);
          }
        });
    if (plan.overNetwork()) {
      sheet.add(
          "PROBE",
          CAPABILITY,
          "after a lost answer one resend proves the first",
          stage -> {
            var trader = stage.trader();
            var specimen = stage.simulator().specimen(plan.usualClass());
            var sent = trader.sent(Orders.on(stage, trader).resting(specimen));
            var attempt = Attempt.unguarded();
            stage.simulator().spoil(BrokerCall.PLACE, Trouble.CUT_AFTER_ACCEPT);
            assertThat(trader.broker().placeOrder(sent.order(), attempt))
                .isInstanceOf(CommandOutcome.Unknown.class);

            var probe = trader.broker().placeOrder(sent.order(), attempt);

            assertSameOrder(trader, sent, probe);
            assertThat(trader.placesTaken()).hasSize(1);
          });
    }
  }

  /** The original in return, or the refusal of its twin: both prove that the first arrived. */
  private static void assertSameOrder(Trader trader, Trader.Sent sent, CommandOutcome second) {
    switch (second) {
      case CommandOutcome.Accepted(var id, var _) ->
          assertThat(id).isIn(null, trader.found(sent.ref()).brokerOrderId());
      case CommandOutcome.Rejected rejected ->
          assertThat(rejected.reason()).isEqualTo(RejectReason.DUPLICATE_CLIENT_ORDER_ID);
      case CommandOutcome.NotSent _, CommandOutcome.Unknown _ ->
          throw new AssertionError("a resend of the same id was answered by " + second);
    }
  }

  private static void guard(Plan.Sheet sheet, Plan plan) {
    sheet.add(
        "GUARD",
        CAPABILITY,
        "without leave no order is made: not sent",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var order = Orders.on(stage, trader).resting(specimen);

          var outcome = trader.broker().placeOrder(order, new Forbidden());

          assertThat(outcome)
              .isInstanceOfSatisfying(
                  CommandOutcome.NotSent.class,
                  notSent ->
                      assertThat(notSent.retryAfter()).isGreaterThanOrEqualTo(Duration.ZERO));
          assertThat(trader.truth().taken()).isEmpty();
        });
  }

  /** An attempt whose sender may not send any more. */
  private static final class Forbidden implements Attempt {
    @Override
    public Optional<byte[]> state() {
      return Optional.empty();
    }

    @Override
    public void save(byte[] state) {
      // What is kept of an attempt that never sends is not asked for again.
    }

    @Override
    public void beforeFirstByte() {
      throw new SendRefused("the kill switch fell");
    }
  }
}
