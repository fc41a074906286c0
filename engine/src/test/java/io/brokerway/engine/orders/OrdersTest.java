package io.brokerway.engine.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderIdentity;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.engine.events.EventLog;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.risk.KillSwitch;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.engine.risk.RiskLimits;
import io.brokerway.engine.storage.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way of an order on a real database, at a broker that misbehaves on demand. */
final class OrdersTest {
  private static final Instrument ACME = Instrument.Equity.us("ACME");
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private TestDatabase database;
  private TestVenues venues;
  private LedgerBroker broker;
  private AccountRef account;
  private Orders orders;

  @BeforeEach
  void open() {
    database = TestDatabase.open(OrderRig.CLOCK);
    use(LedgerBroker.enforced());
  }

  @AfterEach
  void close() {
    broker.released.countDown();
    orders.close();
    database.close();
  }

  private void use(OrderIdentity identity) {
    broker = new LedgerBroker(identity, OrderRig.CLOCK);
    venues = new TestVenues(broker);
    account = venues.add(1);
    orders = orders(OrderSettings.DEFAULTS.faster(20), RiskLimits.DEFAULTS);
    balance("100000");
    orders.start();
  }

  private Orders orders(OrderSettings settings, RiskLimits limits) {
    return new Orders(
        database.database(),
        new EventLog(database.database()),
        venues,
        new ClientOrderIds(OrdersTest::mac, "tst"),
        limits,
        settings,
        System::nanoTime);
  }

  private static byte[] mac(String purpose, byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(purpose.getBytes(StandardCharsets.UTF_8));
      for (var part : parts) {
        digest.update((byte) part.length);
        digest.update(part);
      }
      return digest.digest();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void balance(String cash) {
    orders
        .portfolioListener()
        .balanceStored(account, TestVenues.balance(cash), OrderRig.CLOCK.instant().plusSeconds(1));
  }

  private Caller caller() {
    return new Caller(account.tenant(), account.user(), "test", "POST /orders");
  }

  private static OrderSpec buy(String units, String limit) {
    return OrderSpec.simple(
        ACME, Side.BUY, OrderQuantity.units(units), OrderTerms.limit(limit, TimeInForce.DAY));
  }

  private PlaceOrder request(String key, OrderSpec spec) {
    // Long, so that a slow machine does not age an order away; who tests ageing asks for less.
    return new PlaceOrder(key, account.account(), spec, Duration.ofMinutes(5));
  }

  private Placed place(String key) {
    return orders.desk().place(caller(), request(key, buy("1", "10")));
  }

  private OrderView waitFor(UUID order, Predicate<OrderView> condition) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var view = orders.desk().find(caller(), order);
    while (!condition.test(view)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain: " + view);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
      view = orders.desk().find(caller(), order);
    }
    return view;
  }

  private OrderView waitFor(UUID order, OrderState state) {
    return waitFor(order, view -> view.state() == state);
  }

  @Test
  void aPlacedOrderIsDurableAndThenAtTheBrokerOnce() {
    var placed = place("k1");

    assertThat(placed.order().state()).isEqualTo(OrderState.PENDING_NEW);
    var view = waitFor(placed.order().id(), OrderState.NEW);
    assertThat(view.brokerOrderId()).isEqualTo("B1");
    assertThat(broker.ledger()).hasSize(1);
    assertThat(broker.ledger().getFirst().clientOrderId()).startsWith("tst");
    assertThat(orders.desk().events(caller(), view.id(), 0))
        .extracting(OrderEvent::type)
        .containsExactly("order.accepted", "order.submitting", "order.new");
    assertThat(orders.desk().events(caller(), view.id(), 0))
        .extracting(OrderEvent::sequence)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void theSameKeyGivesTheSameReplyForEver() {
    var first = place("k1");
    waitFor(first.order().id(), OrderState.NEW);

    var again = place("k1");

    assertThat(again.replayed()).isTrue();
    assertThat(again.order()).isEqualTo(first.order());
    assertThatThrownBy(() -> orders.desk().place(caller(), request("k1", buy("1", "10.01"))))
        .isInstanceOf(OrderException.IdempotencyConflict.class);
    assertThat(broker.ledger()).hasSize(1);
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
    waitFor(ids.getFirst(), OrderState.NEW);
    assertThat(broker.sends()).isEqualTo(1);
  }

  @Test
  void theSameBuyingPowerIsSpentOnce() throws Exception {
    balance("1000");

    var replies =
        parallel(100, i -> () -> orders.desk().place(caller(), request("p" + i, buy("30", "10"))));

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

    var denied = orders.desk().place(caller(), request("d1", spec)).order();
    var preview = orders.desk().preview(caller(), account.account(), spec);

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
    assertThat(broker.sends()).isZero();
  }

  @Test
  void openSellsBindTheHolding() {
    venues.held = BigDecimal.TEN;
    var sell =
        OrderSpec.simple(
            ACME, Side.SELL, OrderQuantity.units("6"), OrderTerms.limit("11", TimeInForce.DAY));

    var first = orders.desk().place(caller(), request("s1", sell)).order();
    var second = orders.desk().place(caller(), request("s2", sell)).order();

    assertThat(first.state()).isEqualTo(OrderState.PENDING_NEW);
    assertThat(second.refusals())
        .extracting(Refusal::code)
        .containsExactly(Refusal.Code.INSUFFICIENT_POSITION);
    waitFor(first.id(), OrderState.NEW);
    orders.desk().cancel(caller(), new CancelRequest("c1", first.id()));
    waitFor(first.id(), OrderState.CANCELED);
    assertThat(orders.desk().place(caller(), request("s3", sell)).order().state())
        .isEqualTo(OrderState.PENDING_NEW);
  }

  @Test
  void anOrderThatWasAcceptedInSilenceIsFound() {
    broker.mode = LedgerBroker.Mode.ACCEPTS_AND_IS_SILENT;

    var id = place("k1").order().id();

    assertThat(waitFor(id, OrderState.NEW).brokerOrderId()).isEqualTo("B1");
    assertThat(broker.ledger()).hasSize(1);
  }

  @Test
  void anEnforcedIdIsSentOnceMoreIfTheFirstWasLost() {
    broker.mode = LedgerBroker.Mode.LOSES_THE_FIRST;

    var id = place("k1").order().id();

    waitFor(id, OrderState.NEW);
    assertThat(broker.sends()).isEqualTo(2);
    assertThat(broker.ledger()).hasSize(1);
  }

  @Test
  void lateVisibilityMakesNoSecondOrder() {
    broker.mode = LedgerBroker.Mode.ACCEPTS_AND_IS_SILENT;
    broker.hiddenLookUps = 2;

    var id = place("k1").order().id();

    waitFor(id, OrderState.NEW);
    assertThat(broker.ledger()).hasSize(1);
  }

  @Test
  void anAbsentOrderEndsOnlyWithProof() {
    broker.mode = LedgerBroker.Mode.NEVER_ACCEPTS;

    var id = place("k1").order().id();

    var view = waitFor(id, OrderState.NOT_ACCEPTED);
    assertThat(broker.ledger()).isEmpty();
    assertThat(broker.sends()).isEqualTo(2);
    assertThat(view.leavesQuantity()).isEqualByComparingTo("0");
  }

  @Test
  void aTagIsNeverSentAgain() {
    orders.close();
    use(LedgerBroker.tagged());
    broker.mode = LedgerBroker.Mode.NEVER_ACCEPTS;

    var id = place("k1").order().id();

    waitFor(id, OrderState.NOT_ACCEPTED);
    assertThat(broker.sends()).isEqualTo(1);
  }

  @Test
  void anExplicitRefusalIsRejected() {
    broker.mode = LedgerBroker.Mode.REFUSES;

    var view = waitFor(place("k1").order().id(), OrderState.REJECTED);

    assertThat(view.reason()).contains("42");
  }

  @Test
  void whatCannotBeSentExpiresUnsent() {
    broker.mode = LedgerBroker.Mode.NOT_REACHED;

    var young = new PlaceOrder("k1", account.account(), buy("1", "10"), Duration.ofMillis(200));
    var view =
        waitFor(orders.desk().place(caller(), young).order().id(), OrderState.EXPIRED_UNSENT);

    assertThat(view.brokerOrderId()).isNull();
    assertThat(broker.sends()).isZero();
  }

  @Test
  void aKillSwitchHoldsNewOrdersAndSurvivesARestart() {
    orders.killSwitch().press(KillSwitch.Target.global(), "test", "drill");
    orders.close();
    orders = orders(OrderSettings.DEFAULTS.faster(20), RiskLimits.DEFAULTS);
    orders.start();

    var denied = place("k1").order();

    assertThat(denied.refusals()).extracting(Refusal::code).contains(Refusal.Code.KILL_SWITCH);
    orders.killSwitch().release(KillSwitch.Target.global(), "test");
    waitFor(place("k2").order().id(), OrderState.NEW);
  }

  @Test
  void aRestartFindsWhatWasBeingSent() {
    broker.mode = LedgerBroker.Mode.HANGS;
    var id = place("k1").order().id();
    waitFor(id, OrderState.SUBMITTING);
    orders.close();
    broker.released.countDown();
    waitUntilInLedger();

    orders = orders(OrderSettings.DEFAULTS.faster(20), RiskLimits.DEFAULTS);
    orders.start();

    waitFor(id, OrderState.NEW);
    assertThat(broker.ledger()).hasSize(1);
  }

  private void waitUntilInLedger() {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (broker.ledger().isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(broker.ledger()).hasSize(1);
  }

  @Test
  void aCancelBeforeTheSendNeedsNoBroker() {
    orders.close();
    orders = orders(OrderSettings.DEFAULTS.dispatching(false), RiskLimits.DEFAULTS);
    orders.start();
    var id = place("k1").order().id();

    var canceled = orders.desk().cancel(caller(), new CancelRequest("c1", id));
    var again = orders.desk().cancel(caller(), new CancelRequest("c1", id));

    assertThat(canceled.order().state()).isEqualTo(OrderState.CANCELED);
    assertThat(again.replayed()).isTrue();
    assertThat(again.order()).isEqualTo(canceled.order());
    assertThat(again.command()).isEqualTo(canceled.command());
    assertThat(broker.sends()).isZero();
    assertThatThrownBy(() -> orders.desk().cancel(caller(), new CancelRequest("c2", id)))
        .isInstanceOf(OrderException.NotOpen.class);
  }

  @Test
  void aFillThatComesTwiceBooksOnceAndFillsTheOrder() {
    var id = place("k1").order().id();
    waitFor(id, OrderState.NEW);
    var fill =
        new Execution(
            Execution.Kind.FILL,
            new AccountKey("A1"),
            "B1",
            "X1",
            null,
            ACME,
            Side.BUY,
            BigDecimal.ONE,
            new BigDecimal("9.5"),
            BigDecimal.ONE,
            null,
            OrderRig.CLOCK.instant(),
            "stream",
            false);

    orders.feed().onExecution(account.connectionRef(), fill);
    orders.feed().onExecution(account.connectionRef(), fill);

    var view = waitFor(id, OrderState.FILLED);
    assertThat(view.averagePrice()).isEqualByComparingTo("9.5");
    assertThat(view.fills()).hasSize(1);
    assertThat(venues.booked).hasSize(1);
  }

  @Test
  void anotherUsersOrderIsNotFound() {
    var id = place("k1").order().id();
    var other = venues.add(2);
    var stranger = new Caller(other.tenant(), other.user(), "test", "GET /orders");

    assertThatThrownBy(() -> orders.desk().find(stranger, id))
        .isInstanceOf(OrderException.NotFound.class);
    assertThat(orders.desk().list(stranger, new OrderFilter(null, false, 10, null)).orders())
        .isEmpty();
  }

  @Test
  void aListGoesOnWhereThePageEnded() {
    for (var i = 0; i < 5; i++) {
      place("k" + i);
    }

    var first = orders.desk().list(caller(), new OrderFilter(null, false, 3, null));
    var rest = orders.desk().list(caller(), new OrderFilter(null, false, 3, first.nextPageToken()));

    assertThat(first.orders()).hasSize(3);
    assertThat(rest.orders()).hasSize(2);
    assertThat(rest.nextPageToken()).isNull();
  }
}
