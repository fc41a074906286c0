package io.brokerway.engine.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.risk.KillSwitch;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.engine.risk.RiskLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole way of an order on a real database, at a broker that misbehaves on demand. */
final class OrdersTest {
  private OrderRig rig = new OrderRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private static OrderSpec buy(String units, String limit) {
    return OrderRig.limit(Side.BUY, units, limit);
  }

  private Placed place(String key) {
    return place(key, buy("1", "10"));
  }

  private Placed place(String key, OrderSpec spec) {
    return rig.orders.desk().place(rig.caller(), rig.request(key, spec));
  }

  @Test
  void aPlacedOrderIsDurableAndThenAtTheBrokerOnce() {
    var placed = place("k1");

    assertThat(placed.order().state()).isEqualTo(OrderState.PENDING_NEW);
    var view = rig.waitFor(placed.order().id(), OrderState.NEW);
    assertThat(view.brokerOrderId()).isEqualTo("B1");
    assertThat(rig.broker.ledger()).hasSize(1);
    assertThat(rig.broker.ledger().getFirst().clientOrderId()).startsWith("tst");
    assertThat(rig.orders.desk().events(rig.caller(), view.id(), 0))
        .extracting(OrderEvent::type)
        .containsExactly("order.accepted", "order.submitting", "order.new");
    assertThat(rig.orders.desk().events(rig.caller(), view.id(), 0))
        .extracting(OrderEvent::sequence)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void theSameKeyGivesTheSameReplyForEver() {
    var first = place("k1");
    rig.waitFor(first.order().id(), OrderState.NEW);

    var again = place("k1");

    assertThat(again.replayed()).isTrue();
    assertThat(again.order()).isEqualTo(first.order());
    assertThatThrownBy(() -> place("k1", buy("1", "10.01")))
        .isInstanceOf(OrderException.IdempotencyConflict.class);
    assertThat(rig.broker.ledger()).hasSize(1);
  }

  @Test
  void aThousandParallelPlacesOfOneKeyMakeOneOrder() throws Exception {
    var replies = parallel(1_000, _ -> () -> place("one"));

    var ids = new ArrayList<UUID>();
    for (var reply : replies) {
      try {
        ids.add(reply.get().order().id());
      } catch (java.util.concurrent.ExecutionException e) {
        assertThat(e.getCause()).isInstanceOf(OrderException.InProgress.class);
      }
    }
    assertThat(ids).isNotEmpty();
    assertThat(ids.stream().distinct()).hasSize(1);
    rig.waitFor(ids.getFirst(), OrderState.NEW);
    assertThat(rig.broker.sends()).isEqualTo(1);
  }

  @Test
  void theSameBuyingPowerIsSpentOnce() throws Exception {
    rig.balance("1000", OrderRig.CLOCK.instant().plusSeconds(1));

    var replies = parallel(100, i -> () -> place("p" + i, buy("30", "10")));

    var allowed = 0;
    for (var reply : replies) {
      var order = reply.get().order();
      if (order.state() == OrderState.PENDING_NEW) {
        allowed++;
      } else {
        assertThat(order.refusals())
            .extracting(Refusal::code)
            .contains(Refusal.Code.INSUFFICIENT_BUYING_POWER);
      }
    }
    assertThat(allowed).isEqualTo(3);
  }

  private static List<Future<Placed>> parallel(
      int times, java.util.function.IntFunction<Callable<Placed>> work) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<Placed>>();
      for (var i = 0; i < times; i++) {
        tasks.add(work.apply(i));
      }
      return executor.invokeAll(tasks);
    }
  }

  @Test
  void allReasonsAreToldAtOnceAndThePreviewSaysTheSame() {
    var spec =
        OrderSpec.simple(
            Instrument.Equity.us("NONE"),
            Side.SELL,
            OrderQuantity.units("2000000"),
            OrderTerms.limit("10.001", TimeInForce.FOK));

    var denied = place("d1", spec).order();
    var preview = rig.orders.desk().preview(rig.caller(), rig.account.account(), spec);

    assertThat(denied.state()).isEqualTo(OrderState.DENIED);
    assertThat(denied.refusals())
        .extracting(Refusal::code)
        .containsExactly(
            Refusal.Code.UNSUPPORTED_TIME_IN_FORCE,
            Refusal.Code.UNKNOWN_INSTRUMENT,
            Refusal.Code.MAX_QUANTITY,
            Refusal.Code.MAX_NOTIONAL,
            Refusal.Code.PRICE_INCREMENT,
            Refusal.Code.INSUFFICIENT_POSITION);
    assertThat(preview.verdict().refusals()).isEqualTo(denied.refusals());
    assertThat(rig.broker.sends()).isZero();
  }

  @Test
  void openSellsBindTheHolding() {
    rig.venues.held = BigDecimal.TEN;
    var sell =
        OrderSpec.simple(
            OrderRig.ACME,
            Side.SELL,
            OrderQuantity.units("6"),
            OrderTerms.limit("11", TimeInForce.DAY));

    var first = place("s1", sell).order();
    var second = place("s2", sell).order();

    assertThat(first.state()).isEqualTo(OrderState.PENDING_NEW);
    assertThat(second.refusals())
        .extracting(Refusal::code)
        .containsExactly(Refusal.Code.INSUFFICIENT_POSITION);
    rig.waitFor(first.id(), OrderState.NEW);
    rig.orders.desk().cancel(rig.caller(), new CancelRequest("c1", first.id()));
    rig.waitFor(first.id(), OrderState.CANCELED);
    assertThat(place("s3", sell).order().state()).isEqualTo(OrderState.PENDING_NEW);
  }

  @Test
  void anOrderThatWasAcceptedInSilenceIsFound() {
    rig.broker.mode = LedgerBroker.Mode.ACCEPTS_AND_IS_SILENT;

    var id = place("k1").order().id();

    assertThat(rig.waitFor(id, OrderState.NEW).brokerOrderId()).isEqualTo("B1");
    assertThat(rig.broker.ledger()).hasSize(1);
  }

  @Test
  void anEnforcedIdIsSentOnceMoreIfTheFirstWasLost() {
    rig.broker.mode = LedgerBroker.Mode.LOSES_THE_FIRST;

    var id = place("k1").order().id();

    rig.waitFor(id, OrderState.NEW);
    assertThat(rig.broker.sends()).isEqualTo(2);
    assertThat(rig.broker.ledger()).hasSize(1);
  }

  @Test
  void lateVisibilityMakesNoSecondOrder() {
    rig.broker.mode = LedgerBroker.Mode.ACCEPTS_AND_IS_SILENT;
    rig.broker.hiddenLookUps = 2;

    var id = place("k1").order().id();

    rig.waitFor(id, OrderState.NEW);
    assertThat(rig.broker.ledger()).hasSize(1);
  }

  @Test
  void anAbsentOrderEndsOnlyWithProof() {
    rig.broker.mode = LedgerBroker.Mode.NEVER_ACCEPTS;

    var id = place("k1").order().id();

    var view = rig.waitFor(id, OrderState.NOT_ACCEPTED);
    assertThat(rig.broker.ledger()).isEmpty();
    assertThat(rig.broker.sends()).isEqualTo(2);
    assertThat(view.leavesQuantity()).isEqualByComparingTo("0");
  }

  @Test
  void aTagIsNeverSentAgain() {
    rig.close();
    rig =
        new OrderRig(
            new LedgerBroker(LedgerBroker.tagged(), OrderRig.CLOCK),
            OrderRig.FAST,
            RiskLimits.DEFAULTS);
    rig.broker.mode = LedgerBroker.Mode.NEVER_ACCEPTS;

    var id = place("k1").order().id();

    rig.waitFor(id, OrderState.NOT_ACCEPTED);
    assertThat(rig.broker.sends()).isEqualTo(1);
  }

  @Test
  void anExplicitRefusalIsRejected() {
    rig.broker.mode = LedgerBroker.Mode.REFUSES;

    var view = rig.waitFor(place("k1").order().id(), OrderState.REJECTED);

    assertThat(view.reason()).contains("42");
  }

  @Test
  void whatCannotBeSentExpiresUnsent() {
    rig.broker.mode = LedgerBroker.Mode.NOT_REACHED;

    var young = new PlaceOrder("k1", rig.account.account(), buy("1", "10"), Duration.ofMillis(200));
    var view =
        rig.waitFor(
            rig.orders.desk().place(rig.caller(), young).order().id(), OrderState.EXPIRED_UNSENT);

    assertThat(view.brokerOrderId()).isNull();
    assertThat(rig.broker.sends()).isZero();
  }

  @Test
  void aKillSwitchHoldsNewOrdersAndSurvivesARestart() {
    rig.orders.killSwitch().press(KillSwitch.Target.global(), "test", "drill");
    rig.restart(OrderRig.FAST);

    var denied = place("k1").order();

    assertThat(denied.refusals()).extracting(Refusal::code).contains(Refusal.Code.KILL_SWITCH);
    rig.orders.killSwitch().release(KillSwitch.Target.global(), "test");
    rig.waitFor(place("k2").order().id(), OrderState.NEW);
  }

  @Test
  void aRestartFindsWhatWasBeingSent() {
    rig.broker.mode = LedgerBroker.Mode.HANGS;
    var id = place("k1").order().id();
    rig.waitFor(id, OrderState.SUBMITTING);
    rig.orders.close();
    rig.broker.released.countDown();
    OrderRig.until(() -> !rig.broker.ledger().isEmpty(), () -> "nothing in the ledger");

    rig.restart(OrderRig.FAST);

    rig.waitFor(id, OrderState.NEW);
    assertThat(rig.broker.ledger()).hasSize(1);
  }

  @Test
  void aCancelBeforeTheSendNeedsNoBroker() {
    rig.restart(OrderSettings.DEFAULTS.dispatching(false));
    var id = place("k1").order().id();

    var canceled = rig.orders.desk().cancel(rig.caller(), new CancelRequest("c1", id));
    var again = rig.orders.desk().cancel(rig.caller(), new CancelRequest("c1", id));

    assertThat(canceled.order().state()).isEqualTo(OrderState.CANCELED);
    assertThat(again.replayed()).isTrue();
    assertThat(again.order()).isEqualTo(canceled.order());
    assertThat(again.command()).isEqualTo(canceled.command());
    assertThat(rig.broker.sends()).isZero();
    assertThatThrownBy(() -> rig.orders.desk().cancel(rig.caller(), new CancelRequest("c2", id)))
        .isInstanceOf(OrderException.NotOpen.class);
  }

  @Test
  void aFillThatComesTwiceBooksOnceAndFillsTheOrder() {
    var id = place("k1").order().id();
    rig.waitFor(id, OrderState.NEW);
    var fill =
        new Execution(
            Execution.Kind.FILL,
            new AccountKey("A1"),
            "B1",
            "X1",
            null,
            OrderRig.ACME,
            Side.BUY,
            BigDecimal.ONE,
            new BigDecimal("9.5"),
            BigDecimal.ONE,
            null,
            OrderRig.CLOCK.instant(),
            "stream",
            false);

    rig.orders.feed().onExecution(rig.account.connectionRef(), fill);
    rig.orders.feed().onExecution(rig.account.connectionRef(), fill);

    var view = rig.waitFor(id, OrderState.FILLED);
    assertThat(view.averagePrice()).isEqualByComparingTo("9.5");
    assertThat(view.fills()).hasSize(1);
    assertThat(rig.venues.booked).hasSize(1);
  }

  @Test
  void anotherUsersOrderIsNotFound() {
    var id = place("k1").order().id();
    var other = rig.venues.add(2);
    var stranger = new Caller(other.tenant(), other.user(), "test", "GET /orders");

    assertThatThrownBy(() -> rig.orders.desk().find(stranger, id))
        .isInstanceOf(OrderException.NotFound.class);
    assertThat(rig.orders.desk().list(stranger, new OrderFilter(null, false, 10, null)).orders())
        .isEmpty();
  }

  @Test
  void aListGoesOnWhereThePageEnded() {
    for (var i = 0; i < 5; i++) {
      place("k" + i);
    }

    var first = rig.orders.desk().list(rig.caller(), new OrderFilter(null, false, 3, null));
    var rest =
        rig.orders
            .desk()
            .list(rig.caller(), new OrderFilter(null, false, 3, first.nextPageToken()));

    assertThat(first.orders()).hasSize(3);
    assertThat(rest.orders()).hasSize(2);
    assertThat(rest.nextPageToken()).isNull();
  }
}
