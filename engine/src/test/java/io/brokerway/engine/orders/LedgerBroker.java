package io.brokerway.engine.orders;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionPage;
import io.brokerway.broker.account.TransactionQuery;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.FillIdentity;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderIdentity;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A broker in memory with a ledger of what it truly accepted, and modes of bad behaviour.
 * Thread-safe.
 */
final class LedgerBroker implements Broker {
  /** How the next places are answered. */
  enum Mode {
    ANSWERS,
    ACCEPTS_AND_IS_SILENT,
    LOSES_THE_FIRST,
    NEVER_ACCEPTS,
    REFUSES,
    NOT_REACHED,
    HANGS,
    IS_WORKING_ON_IT
  }

  /** How the next changes are answered. */
  enum ChangeMode {
    ANSWERS,
    DOES_IT_AND_IS_SILENT,
    LOSES_IT,
    REFUSES
  }

  private final OrderIdentity identity;
  private final Clock clock;
  private final List<OrderReport> ledger = new ArrayList<>();
  private final Map<String, Integer> sends = new HashMap<>();
  final CountDownLatch released = new CountDownLatch(1);
  volatile Mode mode = Mode.ANSWERS;
  volatile ChangeMode changeMode = ChangeMode.ANSWERS;
  volatile int hiddenLookUps;
  volatile int unreached;
  volatile int cancels;

  /** What look-ups were given to tell a new order from old ones. */
  final List<Set<String>> knownBefore = new CopyOnWriteArrayList<>();

  volatile boolean ordersUnread;

  /** Whether the list of orders is away from the next place on. */
  volatile boolean ordersUnreadOncePlaced;

  final List<Transaction> transactions = new CopyOnWriteArrayList<>();

  LedgerBroker(OrderIdentity identity, Clock clock) {
    this.identity = identity;
    this.clock = clock;
  }

  static OrderIdentity enforced() {
    return new OrderIdentity(
        OrderIdentity.DuplicateIs.REFUSED,
        OrderIdentity.FindBy.CLIENT_ID,
        new OrderIdentity.IdFormat(OrderIdentity.IdFormat.Alphabet.BASE36, 28),
        Duration.ofMillis(300),
        Duration.ofDays(1));
  }

  static OrderIdentity tagged() {
    return new OrderIdentity(
        OrderIdentity.DuplicateIs.SECOND_ORDER,
        OrderIdentity.FindBy.TAG,
        new OrderIdentity.IdFormat(OrderIdentity.IdFormat.Alphabet.BASE36, 20),
        Duration.ofMillis(300),
        Duration.ofDays(1));
  }

  static OrderIdentity unknowable() {
    return new OrderIdentity(
        OrderIdentity.DuplicateIs.SECOND_ORDER,
        OrderIdentity.FindBy.FINGERPRINT,
        new OrderIdentity.IdFormat(OrderIdentity.IdFormat.Alphabet.BASE36, 20),
        Duration.ofMillis(300),
        Duration.ofDays(1));
  }

  synchronized List<OrderReport> ledger() {
    return List.copyOf(ledger);
  }

  synchronized int sends() {
    return sends.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Set.of(AssetClass.EQUITY),
        List.of(
            new Capabilities.OrderSupport(
                Set.of(AssetClass.EQUITY),
                EnumSet.of(OrderType.MARKET, OrderType.LIMIT),
                EnumSet.of(TimeInForce.DAY, TimeInForce.GTC, TimeInForce.IOC),
                Set.of(TradingSession.REGULAR),
                EnumSet.allOf(Capabilities.QuantityKind.class))),
        Set.of(),
        EnumSet.of(Capabilities.ReplaceField.QUANTITY, Capabilities.ReplaceField.LIMIT_PRICE),
        identity,
        FillIdentity.EXECUTION_ID,
        Capabilities.Lane.ACCOUNT,
        Capabilities.Ownership.SHARED,
        Set.of(),
        Capabilities.MarketData.NONE,
        new Capabilities.History(null, null, Duration.ZERO),
        List.of(),
        Set.of());
  }

  @Override
  public CommandOutcome placeOrder(NewOrder order, Attempt attempt) {
    if (mode == Mode.NOT_REACHED || unreached-- > 0) {
      return new CommandOutcome.NotSent("connection refused", Duration.ZERO);
    }
    attempt.beforeFirstByte();
    var earlier = count(order.clientOrderId());
    return switch (mode) {
      case ANSWERS, NOT_REACHED -> accept(order);
      case IS_WORKING_ON_IT -> {
        accept(order);
        ledger.set(ledger.size() - 1, with(ledger.getLast(), OrderStatus.PENDING_NEW));
        yield new CommandOutcome.Accepted(ledger.getLast().brokerOrderId(), ledger.getLast());
      }
      case ACCEPTS_AND_IS_SILENT -> {
        accept(order);
        yield new CommandOutcome.Unknown("timeout");
      }
      case LOSES_THE_FIRST -> earlier == 0 ? new CommandOutcome.Unknown("timeout") : accept(order);
      case NEVER_ACCEPTS -> new CommandOutcome.Unknown("timeout");
      case REFUSES -> new CommandOutcome.Rejected(RejectReason.RULE, "42", "no\u0000t today");
      case HANGS -> {
        awaitRelease();
        yield accept(order);
      }
    };
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized int count(String clientOrderId) {
    var earlier = sends.getOrDefault(clientOrderId, 0);
    sends.put(clientOrderId, earlier + 1);
    return earlier;
  }

  private synchronized CommandOutcome accept(NewOrder order) {
    var twin = ledger.stream().anyMatch(each -> order.clientOrderId().equals(each.clientOrderId()));
    if (twin && identity.duplicateIs() == OrderIdentity.DuplicateIs.REFUSED) {
      return new CommandOutcome.Rejected(RejectReason.DUPLICATE_CLIENT_ORDER_ID, "", "id taken");
    }
    var report =
        report(
            order.account(),
            "B" + (ledger.size() + 1),
            order.clientOrderId(),
            order,
            OrderStatus.NEW,
            clock.instant());
    ledger.add(report);
    ordersUnread |= ordersUnreadOncePlaced;
    return new CommandOutcome.Accepted(report.brokerOrderId(), report);
  }

  private static OrderReport report(
      AccountKey account,
      String id,
      String clientId,
      NewOrder order,
      OrderStatus status,
      Instant at) {
    var units = order.quantity() instanceof OrderQuantity.Units given ? given.units() : null;
    return new OrderReport(
        account,
        id,
        clientId,
        order.orderClass(),
        order.instrument(),
        order.side(),
        order.terms(),
        units,
        null,
        status,
        BigDecimal.ZERO,
        null,
        null,
        null,
        "",
        at,
        at,
        List.of());
  }

  @Override
  public synchronized CommandOutcome cancelOrder(OrderRef order, Attempt attempt) {
    attempt.beforeFirstByte();
    cancels++;
    if (changeMode == ChangeMode.LOSES_IT) {
      return new CommandOutcome.Unknown("timeout");
    }
    if (changeMode == ChangeMode.REFUSES) {
      return new CommandOutcome.Rejected(RejectReason.RULE, "", "not now");
    }
    var each = order(order.brokerOrderId());
    if (each == null) {
      return new CommandOutcome.Rejected(RejectReason.UNKNOWN_ORDER, "", "no such order");
    }
    if (each.status().isFinal()) {
      return new CommandOutcome.Rejected(RejectReason.TOO_LATE, "", "it is over");
    }
    var canceled = put(with(each, OrderStatus.CANCELED));
    return changeMode == ChangeMode.ANSWERS
        ? new CommandOutcome.Accepted(each.brokerOrderId(), canceled)
        : new CommandOutcome.Unknown("timeout");
  }

  @Override
  public synchronized CommandOutcome replaceOrder(ReplaceOrder replace, Attempt attempt) {
    attempt.beforeFirstByte();
    var old = order(replace.original().brokerOrderId());
    if (changeMode == ChangeMode.LOSES_IT) {
      return new CommandOutcome.Unknown("timeout");
    }
    if (old == null || changeMode == ChangeMode.REFUSES) {
      return new CommandOutcome.Rejected(RejectReason.RULE, "", "not now");
    }
    var id = "B" + (ledger.size() + 1);
    put(with(old, OrderStatus.REPLACED, null, id, old.cumulativeQuantity(), old.averagePrice()));
    var changed =
        report(
            old.account(),
            id,
            replace.clientOrderId(),
            old,
            replace.change().quantity() != null ? replace.change().quantity() : old.quantity());
    ledger.add(changed);
    return changeMode == ChangeMode.ANSWERS
        ? new CommandOutcome.Accepted(id, changed)
        : new CommandOutcome.Unknown("timeout");
  }

  private OrderReport report(
      AccountKey account,
      String id,
      String clientId,
      OrderReport old,
      @Nullable BigDecimal quantity) {
    var at = clock.instant();
    return new OrderReport(
        account,
        id,
        clientId,
        old.orderClass(),
        old.instrument(),
        old.side(),
        old.terms(),
        quantity,
        null,
        OrderStatus.NEW,
        BigDecimal.ZERO,
        null,
        old.brokerOrderId(),
        null,
        "",
        at,
        at,
        List.of());
  }

  /** An order that somebody enters at the broker itself, or the broker's newer word on one. */
  synchronized OrderReport put(OrderReport report) {
    for (var i = 0; i < ledger.size(); i++) {
      if (ledger.get(i).brokerOrderId().equals(report.brokerOrderId())) {
        ledger.set(i, report);
        return report;
      }
    }
    ledger.add(report);
    return report;
  }

  /** The market fills an order up to a count under its own id; nobody is told. */
  synchronized OrderReport fill(String id, String cumulative, String average, OrderStatus status) {
    var order = known(id);
    return put(
        with(
            order,
            status,
            order.replaces(),
            order.replacedBy(),
            new BigDecimal(cumulative),
            new BigDecimal(average)));
  }

  /** An order that must be there. */
  OrderReport known(String id) {
    return java.util.Objects.requireNonNull(order(id), id);
  }

  synchronized @Nullable OrderReport order(@Nullable String id) {
    return ledger.stream().filter(each -> each.brokerOrderId().equals(id)).findFirst().orElse(null);
  }

  private OrderReport with(OrderReport report, OrderStatus status) {
    return with(
        report,
        status,
        report.replaces(),
        report.replacedBy(),
        report.cumulativeQuantity(),
        report.averagePrice());
  }

  OrderReport with(
      OrderReport report,
      OrderStatus status,
      @Nullable String replaces,
      @Nullable String replacedBy,
      BigDecimal cumulative,
      @Nullable BigDecimal average) {
    return new OrderReport(
        report.account(),
        report.brokerOrderId(),
        report.clientOrderId(),
        report.orderClass(),
        report.instrument(),
        report.side(),
        report.terms(),
        report.quantity(),
        report.notional(),
        status,
        cumulative,
        average,
        replaces,
        replacedBy,
        "",
        report.submittedAt(),
        clock.instant(),
        List.of());
  }

  @Override
  public synchronized Lookup findOrder(OrderRef order) {
    knownBefore.add(order.knownBefore());
    if (hiddenLookUps > 0) {
      hiddenLookUps--;
      return new Lookup.Absent(clock.instant());
    }
    for (var each : ledger) {
      var byBroker = each.brokerOrderId().equals(order.brokerOrderId());
      var byClient =
          each.clientOrderId() != null && each.clientOrderId().equals(order.clientOrderId());
      if (byBroker || byClient) {
        return new Lookup.Found(each);
      }
    }
    return new Lookup.Absent(clock.instant());
  }

  @Override
  public synchronized Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    if (ordersUnread) {
      throw new BrokerException.Unavailable("the list is away");
    }
    var open = query.scope() == OrderQuery.Scope.OPEN;
    return Reading.complete(
        ledger.stream().filter(each -> !open || !each.status().isFinal()).toList(),
        clock.instant());
  }

  @Override
  public Reading<List<Account>> fetchAccounts() {
    throw new BrokerException.Unsupported("not needed");
  }

  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    throw new BrokerException.Unsupported("not needed");
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    throw new BrokerException.Unsupported("not needed");
  }

  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    return Reading.complete(new TransactionPage(transactions, null), clock.instant());
  }

  @Override
  public MarketHours fetchMarketHours(Instrument instrument) {
    return MarketHours.always(clock.instant());
  }

  @Override
  public void close() {}
}
