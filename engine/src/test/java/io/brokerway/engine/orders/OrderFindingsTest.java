package io.brokerway.engine.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Money;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.engine.orders.LedgerBroker.ChangeMode;
import io.brokerway.engine.orders.LedgerBroker.Mode;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.OrderOrigin;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.engine.risk.RiskLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is found out about orders without or besides an answer, on a real database. */
final class OrderFindingsTest {
  private @Nullable OrderRig open;

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
  }

  private OrderRig rig() {
    return use(new OrderRig());
  }

  private OrderRig use(OrderRig rig) {
    open = rig;
    return rig;
  }

  private static Execution execution(
      Execution.Kind kind, String id, @Nullable String reference, String quantity, String price) {
    return new Execution(
        kind,
        new AccountKey("A1"),
        "B1",
        id,
        reference,
        OrderRig.ACME,
        Side.BUY,
        new BigDecimal(quantity),
        new BigDecimal(price),
        null,
        null,
        OrderRig.CLOCK.instant(),
        "stream",
        false);
  }

  private static OrderReport external(String id, OrderStatus status, String cumulative) {
    return new OrderReport(
        new AccountKey("A1"),
        id,
        "somebody-else",
        OrderClass.SIMPLE,
        OrderRig.ACME,
        Side.BUY,
        OrderTerms.limit("10", TimeInForce.DAY),
        new BigDecimal("5"),
        null,
        status,
        new BigDecimal(cumulative),
        new BigDecimal(cumulative).signum() == 0 ? null : new BigDecimal("9"),
        null,
        null,
        "",
        OrderRig.CLOCK.instant(),
        OrderRig.CLOCK.instant(),
        List.of());
  }

  private static Transaction fill(String id, String quantity, String price) {
    var value = new BigDecimal(quantity).multiply(new BigDecimal(price)).negate();
    return new Transaction(
        id,
        TransactionType.BUY,
        "",
        OrderRig.ACME,
        new BigDecimal(quantity),
        new BigDecimal(price),
        new Money(value, OrderRig.ACME.currency()),
        null,
        "B1",
        null,
        OrderRig.CLOCK.instant(),
        false,
        null,
        "",
        Transaction.Status.EXECUTED,
        null);
  }

  private static BigDecimal booked(OrderRig rig) {
    return rig.venues.booked.stream()
        .map(Execution::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void triesThatWereNotSentLeaveTheOneProbe() {
    var rig = rig();
    rig.broker.unreached = 2;
    rig.broker.mode = Mode.LOSES_THE_FIRST;

    var id = rig.place("k1", OrderRig.limit(Side.BUY, "1", "10")).id();

    rig.waitFor(id, OrderState.NEW);
    assertThat(rig.find(id).commands().getFirst().attempts()).isEqualTo(4);
    assertThat(rig.broker.sends()).isEqualTo(2);
    assertThat(rig.broker.ledger()).hasSize(1);
  }

  @Test
  void aProbeThatWasMadeIsNotMadeAgainAfterARestart() {
    var rig = rig();
    rig.broker.unreached = 1;
    rig.broker.mode = Mode.NEVER_ACCEPTS;
    var id = rig.place("k1", OrderRig.limit(Side.BUY, "1", "10")).id();
    OrderRig.until(() -> rig.broker.sends() == 2, () -> rig.find(id).toString());

    rig.restart(OrderRig.FAST);

    rig.waitFor(id, OrderState.NOT_ACCEPTED);
    assertThat(rig.broker.sends()).isEqualTo(2);
  }

  @Test
  void anOrderThatTheBrokerIsWorkingOnIsNew() {
    var rig = rig();
    rig.broker.mode = Mode.IS_WORKING_ON_IT;
    var id = rig.place("k1", OrderRig.limit(Side.BUY, "1", "10")).id();

    var view = rig.orders.desk().await(rig.caller(), id, Duration.ofSeconds(15));

    assertThat(view.state()).isEqualTo(OrderState.NEW);
    assertThat(rig.command(id, 1)).isEqualTo(CommandState.DONE);
    var refused =
        rig.broker.with(
            rig.broker.known("B1"), OrderStatus.REJECTED, null, null, BigDecimal.ZERO, null);
    rig.orders.feed().onOrder(rig.account.connectionRef(), refused);
    rig.waitFor(id, OrderState.REJECTED);
  }

  @Test
  void awaitGoesOnWhileTheOutcomeIsUnknown() {
    var rig = rig();
    rig.broker.mode = Mode.ACCEPTS_AND_IS_SILENT;
    var id = rig.place("k1", OrderRig.limit(Side.BUY, "1", "10")).id();

    var view = rig.orders.desk().await(rig.caller(), id, Duration.ofSeconds(15));

    assertThat(view.state()).isEqualTo(OrderState.NEW);
  }

  @Test
  void anOrderOfSomebodyElseIsImportedWithItsFills() {
    var rig = rig();
    rig.broker.put(external("E1", OrderStatus.PARTIALLY_FILLED, "2"));

    rig.orders.feed().onGap(rig.account.connectionRef(), OrderRig.CLOCK.instant());

    var page = rig.orders.desk().list(rig.caller(), new OrderFilter(null, false, 10, null));
    var order = page.orders().getFirst();
    assertThat(order.origin()).isEqualTo(OrderOrigin.EXTERNAL);
    assertThat(order.state()).isEqualTo(OrderState.PARTIALLY_FILLED);
    assertThat(order.leavesQuantity()).isEqualByComparingTo("3");
    OrderRig.until(() -> booked(rig).signum() > 0, () -> rig.find(order.id()).toString());
    rig.cancel("c1", order.id());
    rig.waitFor(order.id(), OrderState.CANCELED);
    assertThat(booked(rig)).isEqualByComparingTo("2");
  }

  @Test
  void aFillOfAnUnknownOrderImportsItFirst() {
    var rig = rig();
    rig.broker.put(external("B1", OrderStatus.NEW, "0"));

    rig.orders
        .feed()
        .onExecution(
            rig.account.connectionRef(), execution(Execution.Kind.FILL, "X1", null, "2", "9"));

    var page = rig.orders.desk().list(rig.caller(), new OrderFilter(null, false, 10, null));
    assertThat(page.orders()).hasSize(1);
    assertThat(page.orders().getFirst().cumulativeQuantity()).isEqualByComparingTo("2");
    assertThat(booked(rig)).isEqualByComparingTo("2");
  }

  @Test
  void fillsInAGapAreReadFromTheTransactionsAndBookOnceWithTheStream() {
    var rig = rig();
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "5", "10")).id();
    rig.broker.fill("B1", "5", "9.4", OrderStatus.FILLED);
    rig.broker.transactions.add(fill("X1", "2", "10"));
    rig.broker.transactions.add(fill("X2", "3", "9"));

    rig.orders.feed().onGap(rig.account.connectionRef(), OrderRig.CLOCK.instant());
    rig.orders
        .feed()
        .onExecution(
            rig.account.connectionRef(), execution(Execution.Kind.FILL, "X2", null, "3", "9"));

    var view = rig.waitFor(id, OrderState.FILLED);
    assertThat(view.fills()).extracting(FillView::identity).containsExactly("x:X1", "x:X2");
    assertThat(view.averagePrice()).isEqualByComparingTo("9.4");
    assertThat(booked(rig)).isEqualByComparingTo("5");
  }

  @Test
  void whatAmendsFillsInAGapIsReadFromTheTransactionsAndBooksOnceWithTheStream() {
    var rig = rig();
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "5", "10")).id();
    var feed = rig.orders.feed();
    var connection = rig.account.connectionRef();
    feed.onExecution(connection, execution(Execution.Kind.FILL, "X1", null, "2", "9"));
    feed.onExecution(connection, execution(Execution.Kind.FILL, "X2", null, "3", "9"));
    rig.waitFor(id, OrderState.FILLED);
    rig.broker.transactions.add(amendment("X3", "X1", "2", "8", Transaction.Status.CORRECTED));
    rig.broker.transactions.add(amendment("X4", "X2", "-3", "9", Transaction.Status.REVERSED));

    feed.onGap(connection, OrderRig.CLOCK.instant());
    assertThat(rig.find(id).cumulativeQuantity()).isEqualByComparingTo("2");
    assertThat(rig.find(id).averagePrice()).isEqualByComparingTo("8");
    feed.onExecution(connection, execution(Execution.Kind.CORRECTION, "X3", "X1", "2", "8"));
    feed.onExecution(connection, execution(Execution.Kind.BUST, "X4", "X2", "0", "9"));

    var view = rig.find(id);
    assertThat(view.cumulativeQuantity()).isEqualByComparingTo("2");
    assertThat(view.averagePrice()).isEqualByComparingTo("8");
    assertThat(rig.facts(id)).containsOnlyOnce("order.fill_corrected", "order.fill_busted");
    assertThat(rig.venues.booked).hasSize(4);
  }

  private static Transaction amendment(
      String id, String amended, String quantity, String price, Transaction.Status status) {
    var fill = fill(id, quantity, price);
    return new Transaction(
        id,
        fill.type(),
        "",
        fill.instrument(),
        fill.quantity(),
        fill.price(),
        fill.amount(),
        null,
        "B1",
        null,
        OrderRig.CLOCK.instant(),
        false,
        null,
        "",
        status,
        amended);
  }

  @Test
  void withoutAStreamThePollFindsFillsAndEnds() {
    var rig = rig();
    rig.venues.streamUp = false;
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "5", "10")).id();

    rig.broker.fill("B1", "2", "9", OrderStatus.PARTIALLY_FILLED);
    rig.waitFor(id, OrderState.PARTIALLY_FILLED);
    rig.broker.fill("B1", "5", "9", OrderStatus.FILLED);

    rig.waitFor(id, OrderState.FILLED);
    OrderRig.until(
        () -> booked(rig).compareTo(new BigDecimal(5)) == 0, () -> rig.venues.booked.toString());
  }

  @Test
  void aCorrectionAndABustChangeWhatStands() {
    var rig = rig();
    var id = rig.placed("k1", OrderRig.limit(Side.BUY, "5", "10")).id();
    var feed = rig.orders.feed();
    var connection = rig.account.connectionRef();
    feed.onExecution(connection, execution(Execution.Kind.FILL, "X1", null, "2", "9"));
    feed.onExecution(connection, execution(Execution.Kind.FILL, "X2", null, "1", "9"));

    feed.onExecution(connection, execution(Execution.Kind.CORRECTION, "X3", "X1", "2", "8"));
    feed.onExecution(connection, execution(Execution.Kind.CORRECTION, "X3", "X1", "2", "8"));
    feed.onExecution(connection, execution(Execution.Kind.BUST, "X4", "X2", "0", "9"));

    var view = rig.find(id);
    assertThat(view.cumulativeQuantity()).isEqualByComparingTo("2");
    assertThat(view.averagePrice()).isEqualByComparingTo("8");
    assertThat(rig.facts(id)).containsOnlyOnce("order.fill_corrected", "order.fill_busted");
    assertThat(rig.venues.booked).hasSize(4);
  }

  @Test
  void anEqualOrderWithinTheWindowIsRefused() {
    var rig = use(new OrderRig(OrderRig.FAST, limitsWithWindow(Duration.ofMinutes(1))));
    rig.placed("k1", OrderRig.limit(Side.BUY, "5", "10"));

    var twin = rig.place("k2", OrderRig.limit(Side.BUY, "5", "10"));
    var other = rig.place("k3", OrderRig.limit(Side.BUY, "5", "10.01"));

    assertThat(twin.refusals())
        .extracting(Refusal::code)
        .containsExactly(Refusal.Code.DUPLICATE_ORDER);
    assertThat(other.refusals()).isEmpty();
  }

  private static RiskLimits limitsWithWindow(Duration window) {
    var usual = RiskLimits.DEFAULTS;
    return new RiskLimits(
        usual.maxQuantity(),
        usual.maxNotional(),
        usual.maxOpenOrders(),
        usual.ordersPerSecond(),
        usual.ordersPerMinute(),
        usual.collarLivePercent(),
        usual.collarPaperPercent(),
        usual.maxReferenceAge(),
        usual.duplicateWindowLive(),
        window,
        usual.marketOrderMarginPercent());
  }

  @Test
  void rowsThatCannotGoDoNotHideLaterOnesFromThePoll() {
    var rig = rig();
    rig.restart(OrderRig.FAST.dispatching(false));
    var ids = new java.util.ArrayList<UUID>();
    for (var i = 0; i < 7; i++) {
      ids.add(rig.place("k" + i, OrderRig.limit(Side.BUY, "1", "10")).id());
    }
    for (var i = 0; i < 4; i++) {
      var stuck = ids.get(i);
      rig.database
          .database()
          .inSystem(tx ->
              tx.update(
                  "UPDATE order_command SET account_id = ? WHERE order_id = ?",
                  new UUID(9, 9),
                  stuck));
    }

    rig.restart(OrderRig.FAST.with(Duration.ofSeconds(1), 2));

    ids.subList(4, 7).forEach(id -> rig.waitFor(id, OrderState.NEW));
    assertThat(rig.find(ids.getFirst()).state()).isEqualTo(OrderState.PENDING_NEW);
  }

  private static OrderReport lateArrivalOf(OrderView order) {
    var report = external("L1", OrderStatus.NEW, "0");
    return new OrderReport(
        report.account(),
        report.brokerOrderId(),
        order.clientOrderId(),
        report.orderClass(),
        report.instrument(),
        report.side(),
        report.terms(),
        report.quantity(),
        null,
        OrderStatus.NEW,
        BigDecimal.ZERO,
        null,
        null,
        null,
        "",
        OrderRig.CLOCK.instant(),
        OrderRig.CLOCK.instant(),
        List.of());
  }

  @Test
  void aLateArrivalThatNobodyCanceledIsCanceledAtTheNextStart() {
    var rig = rig();
    rig.restart(leavingLateArrivals());
    rig.broker.mode = Mode.NEVER_ACCEPTS;
    var id = rig.place("k1", OrderRig.limit(Side.BUY, "5", "10")).id();
    rig.waitFor(id, OrderState.NOT_ACCEPTED);
    var late = lateArrivalOf(rig.find(id));
    rig.broker.put(late);
    rig.orders.feed().onOrder(rig.account.connectionRef(), late);
    assertThat(rig.find(id).lateArrival()).isTrue();
    assertThat(rig.broker.cancels).isZero();

    rig.restart(OrderRig.FAST);

    OrderRig.until(
        () -> rig.facts(id).contains("order.late_cancel_answered"), () -> rig.facts(id).toString());
    assertThat(rig.broker.known("L1").status()).isEqualTo(OrderStatus.CANCELED);
  }

  private static OrderSettings leavingLateArrivals() {
    var usual = OrderRig.FAST;
    return new OrderSettings(
        usual.marketMaxAge(),
        usual.limitMaxAge(),
        usual.recovery(),
        usual.notSentRetry(),
        usual.poll(),
        usual.openPoll(),
        usual.openPollWithStream(),
        usual.executionWait(),
        usual.leaseMargin(),
        usual.clockMargin(),
        usual.poisonAfter(),
        false,
        usual.forcedEnd(),
        usual.mostPerPoll(),
        true);
  }

  @Test
  void aLateArrivalIsCanceledWithAnAttemptAndFacts() {
    var rig = rig();
    rig.broker.mode = Mode.NEVER_ACCEPTS;
    var placed = rig.place("k1", OrderRig.limit(Side.BUY, "5", "10"));
    rig.waitFor(placed.id(), OrderState.NOT_ACCEPTED);
    var late = lateArrivalOf(rig.find(placed.id()));
    rig.broker.put(late);
    rig.broker.changeMode = ChangeMode.ANSWERS;

    rig.orders.feed().onOrder(rig.account.connectionRef(), late);

    OrderRig.until(
        () -> rig.facts(placed.id()).contains("order.late_cancel_answered"),
        () -> rig.facts(placed.id()).toString());
    assertThat(rig.broker.known("L1").status()).isEqualTo(OrderStatus.CANCELED);
    var view = rig.find(placed.id());
    assertThat(view.state()).isEqualTo(OrderState.NOT_ACCEPTED);
    assertThat(view.lateArrival()).isTrue();
    assertThat(rig.facts(placed.id()))
        .containsSubsequence("order.late_arrival", "order.late_cancel_sent");
    var outcomes =
        rig.database
            .database()
            .readSystem(tx ->
                tx.query(
                    """
                    SELECT outcome
                      FROM order_attempt
                     WHERE order_id = ? AND command = 0
                     ORDER BY number
                    """,
                    row -> row.getString("outcome"),
                    placed.id()));
    assertThat(outcomes).containsExactly("ACCEPTED");
  }

  @Test
  void aNodeThatLostTheLaneNeitherNotesNorSendsTheCancelOfALateArrival() {
    var rig = rig();
    rig.broker.mode = Mode.NEVER_ACCEPTS;
    var id = rig.place("k1", OrderRig.limit(Side.BUY, "5", "10")).id();
    rig.waitFor(id, OrderState.NOT_ACCEPTED);
    var late = lateArrivalOf(rig.find(id));
    rig.broker.put(late);
    var database = rig.database.database();
    database.inSystem(tx ->
        tx.update("UPDATE partition_owner SET node = ?, fence = fence + 1", database.ids().next()));

    rig.orders.feed().onOrder(rig.account.connectionRef(), late);

    rig.waitFor(id, OrderView::lateArrival);
    // What the cancel would do it does at once; the poll of open orders is the slowest to follow.
    OrderRig.until(
        () -> database.partitions().fence(0) == 0, () -> "the node still thinks that it owns all");
    assertThat(rig.broker.cancels).isZero();
    assertThat(rig.facts(id)).doesNotContain("order.late_cancel_sent");
  }

  @Test
  void laterConclusionsAreCounted() {
    var rig = rig();
    rig.broker.mode = Mode.ACCEPTS_AND_IS_SILENT;
    var found = rig.place("k1", OrderRig.limit(Side.BUY, "5", "10")).id();
    rig.waitFor(found, OrderState.NEW);
    rig.broker.mode = Mode.NEVER_ACCEPTS;
    var absent = rig.place("k2", OrderRig.limit(Side.BUY, "4", "10")).id();
    rig.waitFor(absent, OrderState.NOT_ACCEPTED);

    OrderRig.until(
        () ->
            rig.commands("place", "settled_done") == 1
                && rig.commands("place", "settled_not_accepted") == 1,
        () -> rig.metrics.getMetersAsString());
    assertThat(rig.commands("place", "unknown")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void ordersThatWereThereBeforeTheSendAreKnownAfterARestartToo() {
    var rig =
        use(
            new OrderRig(
                new LedgerBroker(LedgerBroker.unknowable(), OrderRig.CLOCK),
                OrderRig.FAST,
                RiskLimits.DEFAULTS));
    rig.broker.put(external("E1", OrderStatus.NEW, "0"));
    rig.broker.put(external("E2", OrderStatus.FILLED, "5"));
    rig.broker.hiddenLookUps = Integer.MAX_VALUE;
    rig.broker.ordersUnreadOncePlaced = true;
    rig.broker.mode = Mode.ACCEPTS_AND_IS_SILENT;
    var id = rig.place("k1", OrderRig.limit(Side.BUY, "5", "10")).id();
    rig.waitFor(id, OrderState.SUBMIT_UNKNOWN);
    rig.broker.knownBefore.clear();

    rig.restart(OrderRig.FAST);

    OrderRig.until(() -> !rig.broker.knownBefore.isEmpty(), () -> rig.find(id).toString());
    assertThat(rig.broker.knownBefore)
        .allSatisfy(known -> assertThat(known).containsExactlyInAnyOrder("E1", "E2"));
  }

  @Test
  void withoutTheOrdersThatWereThereBeforeNothingIsSent() {
    var rig =
        use(
            new OrderRig(
                new LedgerBroker(LedgerBroker.unknowable(), OrderRig.CLOCK),
                OrderRig.FAST,
                RiskLimits.DEFAULTS));
    rig.broker.ordersUnread = true;

    var id = rig.place("k1", OrderRig.limit(Side.BUY, "5", "10")).id();
    rig.waitFor(id, view -> view.commands().getFirst().attempts() > 1);

    assertThat(rig.broker.sends()).isZero();
    rig.broker.ordersUnread = false;
    rig.waitFor(id, OrderState.NEW);
    assertThat(rig.broker.sends()).isEqualTo(1);
  }

  @Test
  void reservationsAreLetGoByTheWriterAlone() {
    var rig = rig();
    rig.placed("k1", OrderRig.limit(Side.BUY, "5", "10"));
    // From here on nothing else writes.
    rig.orders.close();
    var database = rig.database.database();
    var batches = new java.util.concurrent.atomic.AtomicInteger();
    database.writer().onBatch((writes, took, stored) -> batches.incrementAndGet());

    rig.balance("100000", OrderRig.CLOCK.instant().plusSeconds(60));

    // The batch is told of after its waiters are.
    OrderRig.until(() -> batches.get() > 0, () -> "no batch");
    assertThat(batches).hasValue(1);
    var reserved =
        database.readSystem(tx ->
            tx.first(
                "SELECT reserved_cash FROM account_exposure WHERE account_id = ?",
                row -> row.getBigDecimal(1),
                rig.account.account()));
    assertThat(reserved.orElseThrow()).isEqualByComparingTo("0");
  }
}
