package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionQuery;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderIdentity;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.ReplaceOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A user with one account who is logged in, and the broker as he sees it. */
final class Trader implements AutoCloseable {
  private static final int MOST_PAGES = 100;

  private final Stage stage;
  private final SimulatedAccount truth;
  private final AccountKey key;
  private final Broker broker;
  private final LoginSession session;
  private final List<BrokerStream> streams = new ArrayList<>();

  Trader(Stage stage, SimulatedAccount truth, AccountKey key, Broker broker, LoginSession session) {
    this.stage = stage;
    this.truth = truth;
    this.key = key;
    this.broker = broker;
    this.session = session;
  }

  /** What is true of the account, whatever the adapter says. */
  SimulatedAccount truth() {
    return truth;
  }

  AccountKey key() {
    return key;
  }

  Broker broker() {
    return broker;
  }

  LoginSession session() {
    return session;
  }

  // ---- orders ----

  CommandOutcome send(NewOrder order) {
    return broker.placeOrder(order, Attempt.unguarded());
  }

  /** Sends an order that must be taken. */
  Placed place(NewOrder order) {
    var sent = sent(order);
    var outcome = send(order);
    assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
    var id = ((CommandOutcome.Accepted) outcome).brokerOrderId();
    return placed(sent, id == null ? found(sent.ref()).brokerOrderId() : id);
  }

  private static Placed placed(Sent sent, String brokerOrderId) {
    var ref = sent.ref();
    return new Placed(
        sent.order(),
        new OrderRef(
            ref.account(),
            ref.clientOrderId(),
            brokerOrderId,
            ref.order(),
            ref.sentAt(),
            ref.knownBefore()),
        brokerOrderId);
  }

  /** An order with all that we know of it before any answer. */
  record Sent(NewOrder order, OrderRef ref) {}

  /** What is known of an order that is about to be sent. */
  Sent sent(NewOrder order) {
    var now = stage.gateway().clock().instant();
    return new Sent(
        order, new OrderRef(key, order.clientOrderId(), null, order, now, knownOrders()));
  }

  private Set<String> knownOrders() {
    if (stage.identity().recovery() != OrderIdentity.Recovery.FINGERPRINT_ONLY) {
      return Set.of();
    }
    return orders(OrderQuery.allSince(Instant.EPOCH)).stream()
        .map(OrderReport::brokerOrderId)
        .collect(Collectors.toSet());
  }

  List<OrderReport> orders(OrderQuery query) {
    return broker.fetchOrders(key, query).value();
  }

  CommandOutcome replace(Placed placed, String clientOrderId, OrderChange change) {
    return broker.replaceOrder(
        new ReplaceOrder(placed.ref(), clientOrderId, change), Attempt.unguarded());
  }

  /** Sends a replace that must be taken. */
  Placed replaced(Placed placed, OrderChange change) {
    var id = stage.newOrderId();
    var outcome = replace(placed, id, change);
    assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
    var newId = ((CommandOutcome.Accepted) outcome).brokerOrderId();
    var ref = placed.ref();
    var brokerOrderId = newId == null ? placed.brokerOrderId() : newId;
    return new Placed(
        placed.order(),
        new OrderRef(key, id, brokerOrderId, ref.order(), ref.sentAt(), ref.knownBefore()),
        brokerOrderId);
  }

  CommandOutcome cancel(Placed placed) {
    return broker.cancelOrder(placed.ref(), Attempt.unguarded());
  }

  OrderReport found(OrderRef ref) {
    var lookup =
        Patience.until(
            "the order " + ref.clientOrderId(),
            () -> broker.findOrder(ref),
            Lookup.Found.class::isInstance);
    return ((Lookup.Found) lookup).report();
  }

  OrderReport await(Placed placed, OrderStatus... wanted) {
    return Patience.until(
        "%s of order %s".formatted(List.of(wanted), placed.brokerOrderId()),
        () -> found(placed.ref()),
        report -> List.of(wanted).contains(report.status()));
  }

  /** Waits until an order works, so that it can be changed. */
  Placed working(NewOrder order) {
    var placed = place(order);
    await(placed, OrderStatus.NEW, OrderStatus.PARTIALLY_FILLED);
    return placed;
  }

  /** Buys so many units at the market, all of which must fill. */
  Placed bought(Specimen specimen, BigDecimal quantity) {
    var placed = place(Orders.on(stage, this).crossing(specimen, quantity));
    await(placed, OrderStatus.FILLED);
    return placed;
  }

  // ---- what is known of the account ----

  List<Transaction> transactions(@Nullable Instant since) {
    var all = new ArrayList<Transaction>();
    var query = new TransactionQuery(since, null);
    for (var i = 0; i < MOST_PAGES; i++) {
      var page = broker.fetchTransactions(key, query).value();
      all.addAll(page.transactions());
      if (page.nextPageToken() == null) {
        return all;
      }
      query = query.next(page.nextPageToken());
    }
    throw new AssertionError("the transactions have no end after %d pages".formatted(MOST_PAGES));
  }

  /** What is held besides money, which some brokers list among the positions. */
  List<Position> positions() {
    return broker.fetchPositions(key).value().stream()
        .filter(position -> position.instrument().assetClass() != AssetClass.CASH)
        .toList();
  }

  /** The orders that the broker truly took, without legs, replaces and cancels. */
  List<TakenOrder> placesTaken() {
    return truth.taken().stream().filter(TakenOrder::isPlace).toList();
  }

  /** Opens a stream and waits until it is connected. */
  StreamRecorder listen() {
    var recorder = new StreamRecorder();
    var stream = broker.openStream(recorder);
    streams.add(stream);
    Patience.until("an open stream", stream::isUp, up -> up);
    return recorder;
  }

  /** The stream that was opened last. */
  BrokerStream stream() {
    return streams.getLast();
  }

  @Override
  public void close() {
    streams.forEach(BrokerStream::close);
    broker.close();
  }
}
