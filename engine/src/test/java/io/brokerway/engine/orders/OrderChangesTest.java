package io.brokerway.engine.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.Side;
import io.brokerway.engine.orders.LedgerBroker.ChangeMode;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.risk.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replaces and cancels, answered and not, on a real database. */
final class OrderChangesTest {
  private final OrderRig rig = new OrderRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private void report(String id) {
    rig.orders.feed().onOrder(rig.account.connectionRef(), rig.broker.known(id));
  }

  private void executed(String id, String order, String quantity, String price, String cumulative) {
    rig.orders
        .feed()
        .onExecution(
            rig.account.connectionRef(),
            new Execution(
                Execution.Kind.FILL,
                new AccountKey("A1"),
                order,
                id,
                null,
                OrderRig.ACME,
                Side.BUY,
                new BigDecimal(quantity),
                new BigDecimal(price),
                new BigDecimal(cumulative),
                null,
                OrderRig.CLOCK.instant(),
                "stream",
                false));
  }

  private BigDecimal booked() {
    return rig.venues.booked.stream()
        .map(Execution::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void aReplaceAfterAPartialFillIsOneLifeAndCountsEachFillOnce() {
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "10", "10")).id();
    rig.broker.fill("B1", "4", "9", OrderStatus.PARTIALLY_FILLED);
    executed("X1", "B1", "4", "9", "4");
    report("B1");

    rig.replace("r1", id, "8");
    rig.waitFor(id, view -> "B2".equals(view.brokerOrderId()));
    rig.broker.fill("B2", "4", "10", OrderStatus.FILLED);
    report("B2");
    executed("X2", "B2", "4", "10", "4");

    var view = rig.waitFor(id, OrderState.FILLED);
    assertThat(view.cumulativeQuantity()).isEqualByComparingTo("8");
    assertThat(view.averagePrice()).isEqualByComparingTo("9.5");
    assertThat(view.leavesQuantity()).isEqualByComparingTo("0");
    assertThat(view.overfill()).isFalse();
    assertThat(rig.command(id, 2)).isEqualTo(CommandState.DONE);
    assertThat(booked()).isEqualByComparingTo("8");
    assertThat(rig.facts(id)).contains("order.replaced", "order.replace_done", "order.filled");
  }

  @Test
  void fillsOfAChainThatNoStreamToldAreBookedFromItsCountsOnce() {
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "10", "10")).id();
    rig.broker.fill("B1", "4", "9", OrderStatus.PARTIALLY_FILLED);
    rig.replace("r1", id, "8");
    rig.waitFor(id, view -> "B2".equals(view.brokerOrderId()));
    rig.broker.fill("B2", "4", "10", OrderStatus.FILLED);

    report("B1");
    report("B2");

    rig.waitFor(id, OrderState.FILLED);
    OrderRig.until(
        () -> booked().compareTo(new BigDecimal(8)) >= 0, () -> rig.venues.booked.toString());
    executed("X1", "B1", "4", "9", "4");
    executed("X2", "B2", "4", "10", "4");
    assertThat(booked()).isEqualByComparingTo("8");
    assertThat(rig.find(id).cumulativeQuantity()).isEqualByComparingTo("8");
  }

  @Test
  void aReplaceWithoutAnAnswerIsLinkedAgainByItsId() {
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "10", "10")).id();
    rig.broker.changeMode = ChangeMode.DOES_IT_AND_IS_SILENT;

    rig.replace("r1", id, "8");

    rig.waitFor(id, view -> "B2".equals(view.brokerOrderId()));
    assertThat(rig.command(id, 2)).isEqualTo(CommandState.DONE);
    assertThat(rig.find(id).state()).isEqualTo(OrderState.NEW);
    assertThat(rig.find(id).leavesQuantity()).isEqualByComparingTo("8");
    assertThat(rig.facts(id)).contains("order.replace_unknown", "order.replace_done");
    assertThat(rig.broker.ledger()).hasSize(2);
  }

  @Test
  void aReplaceThatWasLostEndsWithProofAndTheOrderStays() {
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "10", "10")).id();
    rig.broker.changeMode = ChangeMode.LOSES_IT;

    rig.replace("r1", id, "8");

    rig.waitFor(id, view -> rig.command(id, 2).isFinal());
    assertThat(rig.command(id, 2)).isEqualTo(CommandState.NOT_ACCEPTED);
    assertThat(rig.find(id).state()).isEqualTo(OrderState.NEW);
    assertThat(rig.find(id).leavesQuantity()).isEqualByComparingTo("10");
  }

  @Test
  void aCancelWithoutAnAnswerIsCanceledByProof() {
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "10", "10")).id();
    rig.broker.changeMode = ChangeMode.DOES_IT_AND_IS_SILENT;

    rig.cancel("c1", id);

    rig.waitFor(id, OrderState.CANCELED);
    assertThat(rig.command(id, 2)).isEqualTo(CommandState.DONE);
    assertThat(rig.facts(id)).containsSubsequence("order.cancel_unknown", "order.canceled");
    assertThat(rig.broker.cancels).isEqualTo(1);
  }

  @Test
  void aFillWhileCancelingWins() {
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "10", "10")).id();
    rig.broker.changeMode = ChangeMode.LOSES_IT;
    rig.cancel("c1", id);
    rig.waitFor(id, view -> rig.broker.cancels == 1);

    rig.broker.fill("B1", "10", "9", OrderStatus.FILLED);
    executed("X1", "B1", "10", "9", "10");

    rig.waitFor(id, OrderState.FILLED);
    assertThat(rig.command(id, 2)).isEqualTo(CommandState.TOO_LATE);
    assertThat(booked()).isEqualByComparingTo("10");
  }

  @Test
  void aSellGrowsOnlyWithinTheHolding() {
    rig.venues.held = BigDecimal.TEN;
    var id = rig.placed("k1", OrderRig.limit(Side.SELL, "6", "11")).id();
    rig.placed("k2", OrderRig.limit(Side.SELL, "2", "11"));

    var tooMuch = rig.replace("r1", id, "9");
    var justEnough = rig.replace("r2", id, "8");

    assertThat(tooMuch.command().state()).isEqualTo(CommandState.DENIED);
    assertThat(tooMuch.command().refusals())
        .extracting(Refusal::code)
        .containsExactly(Refusal.Code.INSUFFICIENT_POSITION);
    assertThat(justEnough.command().refusals()).isEmpty();
    rig.waitFor(id, view -> rig.command(id, 3) == CommandState.DONE);
    assertThat(
            rig.place("k3", OrderRig.limit(Side.SELL, "1", "11")).refusals().stream()
                .map(Refusal::code))
        .containsExactly(Refusal.Code.INSUFFICIENT_POSITION);
  }

  @Test
  void aGrowingBuyBindsItsExtraUntilTheReplaceFails() {
    rig.balance("100", OrderRig.CLOCK.instant().plusSeconds(2));
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "5", "10")).id();
    rig.broker.changeMode = ChangeMode.REFUSES;

    var tooMuch = rig.replace("r1", id, "11");
    var grown = rig.replace("r2", id, "9");

    assertThat(tooMuch.command().refusals())
        .extracting(Refusal::code)
        .containsExactly(Refusal.Code.INSUFFICIENT_BUYING_POWER);
    assertThat(grown.command().refusals()).isEmpty();
    rig.waitFor(id, view -> rig.command(id, 3) == CommandState.REJECTED);
    assertThat(rig.place("k2", OrderRig.limit(Side.BUY, "5", "10")).refusals()).isEmpty();
    assertThat(rig.place("k3", OrderRig.limit(Side.BUY, "1", "10")).refusals())
        .extracting(Refusal::code)
        .containsExactly(Refusal.Code.INSUFFICIENT_BUYING_POWER);
  }

  @Test
  void aReplacedReplyShowsTheOrderAsItWasThen() {
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "10", "10")).id();
    var first = rig.replace("r1", id, "8");
    rig.waitFor(id, view -> rig.command(id, 2) == CommandState.DONE);

    var again = rig.replace("r1", id, "8");

    assertThat(again.replayed()).isTrue();
    assertThat(again.order()).isEqualTo(first.order());
    assertThat(again.command()).isEqualTo(first.command());
    assertThat(rig.broker.ledger()).hasSize(2);
  }

  @Test
  void aQuantityAtOrBelowWhatFilledIsRefused() {
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "10", "10")).id();
    rig.broker.fill("B1", "4", "9", OrderStatus.PARTIALLY_FILLED);
    executed("X1", "B1", "4", "9", "4");

    var refused = rig.replace("r1", id, "4");

    assertThat(refused.command().refusals())
        .extracting(Refusal::code)
        .containsExactly(Refusal.Code.QUANTITY_BELOW_FILLED);
  }

  @Test
  void aForcedEndCancelsAndProves() {
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "10", "10")).id();
    var accounts = List.<UUID>of(rig.account.account());
    var guard = rig.orders.guard();
    assertThat(guard.workingOrders(rig.account.connectionRef(), accounts))
        .containsExactly(id.toString());

    guard.beforeForced(rig.account.connectionRef(), accounts);

    assertThat(rig.find(id).state()).isEqualTo(OrderState.CANCELED);
    assertThat(guard.workingOrders(rig.account.connectionRef(), accounts)).isEmpty();
    assertThat(rig.broker.known("B1").status()).isEqualTo(OrderStatus.CANCELED);
  }

  @Test
  void whatAForcedEndCannotProveNeedsADecisionAndLaterWordSettlesIt() {
    rig.restart(OrderRig.FAST.with(Duration.ofMillis(300), 2_000));
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "10", "10")).id();
    rig.broker.changeMode = ChangeMode.REFUSES;

    rig.orders.guard().beforeForced(rig.account.connectionRef(), List.of(rig.account.account()));

    assertThat(rig.find(id).state()).isEqualTo(OrderState.NEEDS_DECISION);
    rig.broker.fill("B1", "10", "9", OrderStatus.FILLED);
    report("B1");
    rig.waitFor(id, OrderState.FILLED);
  }
}
