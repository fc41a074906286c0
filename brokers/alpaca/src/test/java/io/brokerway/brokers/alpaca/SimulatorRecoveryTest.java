package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders whose answer was lost, at the simulator. */
final class SimulatorRecoveryTest {
  private final SimulatedAlpaca at = new SimulatedAlpaca();

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void theSameReplaceTwiceMakesOneOrder() {
    var placed =
        SimulatedAlpaca.accepted(
            at.place(at.buy("twice00001", "5", OrderTerms.limit(at.farBelow(), TimeInForce.GTC))));
    at.awaitWorking(placed);
    var replace =
        new ReplaceOrder(
            at.ref(placed),
            "twice00002",
            new OrderChange(new BigDecimal("6"), null, null, null, null, null));
    at.alpaca.spoil(
        Fault.afterAccepting("alpaca", "PATCH", "/paper/v2/orders/.*", new Answer.Reset()));

    assertThat(at.broker.replaceOrder(replace, Attempt.unguarded()))
        .isInstanceOf(CommandOutcome.Unknown.class);
    var again = at.broker.replaceOrder(replace, Attempt.unguarded());

    assertThat(SimulatedAlpaca.accepted(again).brokerOrderId())
        .isEqualTo(at.found(OrderRef.byClientOrderId(at.account, "twice00002")).brokerOrderId());
    assertThat(at.alpaca.accepted("twice00002")).isEqualTo(1);
  }

  @Test
  void theSameOrderTwiceIsOneOrder() {
    var order = at.buy("same000001", "5", OrderTerms.limit(at.farBelow(), TimeInForce.GTC));

    var first = SimulatedAlpaca.accepted(at.place(order));
    var second = SimulatedAlpaca.accepted(at.place(order));

    assertThat(second.brokerOrderId()).isEqualTo(first.brokerOrderId());
    assertThat(at.alpaca.accepted("same000001")).isEqualTo(1);
  }

  @Test
  void aLostReplyIsFoundAndAResendIsHarmless() {
    at.alpaca.spoil(Fault.afterAccepting("alpaca", "POST", "/paper/v2/orders", new Answer.Reset()));
    var order = at.buy("lost000001", "5", OrderTerms.limit(at.farBelow(), TimeInForce.GTC));

    assertThat(at.place(order)).isInstanceOf(CommandOutcome.Unknown.class);
    var found = at.found(OrderRef.byClientOrderId(at.account, "lost000001"));

    assertThat(SimulatedAlpaca.accepted(at.place(order)).brokerOrderId())
        .isEqualTo(found.brokerOrderId());
    assertThat(at.alpaca.accepted("lost000001")).isEqualTo(1);
  }

  @Test
  void anOrderThatNeverArrivedIsAbsent() {
    at.alpaca.spoil(
        Fault.withoutAccepting("alpaca", "POST", "/paper/v2/orders", new Answer.Reset()));
    var order = at.buy("never00001", "5", OrderTerms.limit(at.farBelow(), TimeInForce.GTC));

    assertThat(at.place(order)).isInstanceOf(CommandOutcome.Unknown.class);

    assertThat(at.broker.findOrder(OrderRef.byClientOrderId(at.account, "never00001")))
        .isInstanceOf(Lookup.Absent.class);
  }

  @Test
  void tooManyCallsAreNotSent() {
    at.alpaca.spoil(
        Fault.withoutAccepting("alpaca", "POST", "/paper/v2/orders", new Answer.RateLimit()));

    var outcome = at.place(at.buy("fast000001", "1", OrderTerms.market(TimeInForce.DAY)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            CommandOutcome.NotSent.class,
            notSent -> assertThat(notSent.retryAfter()).isLessThanOrEqualTo(Duration.ofMinutes(1)));
    assertThat(at.alpaca.accepted("fast000001")).isZero();
  }
}
