package io.brokerway.engine.orders;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

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
    HANGS
  }

  private final OrderIdentity identity;
  private final List<OrderReport> ledger = new ArrayList<>();
  private final Map<String, Integer> sends = new HashMap<>();
  final CountDownLatch released = new CountDownLatch(1);
  volatile Mode mode = Mode.ANSWERS;
  volatile int hiddenLookUps;

  LedgerBroker(OrderIdentity identity) {
    this.identity = identity;
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
    if (mode == Mode.NOT_REACHED) {
      return new CommandOutcome.NotSent("connection refused", Duration.ZERO);
    }
    attempt.beforeFirstByte();
    var earlier = count(order.clientOrderId());
    return switch (mode) {
      case ANSWERS, NOT_REACHED -> accept(order);
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
            Instant.now());
    ledger.add(report);
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
    for (var i = 0; i < ledger.size(); i++) {
      var each = ledger.get(i);
      if (each.brokerOrderId().equals(order.brokerOrderId())) {
        ledger.set(i, with(each, OrderStatus.CANCELED));
        return new CommandOutcome.Accepted(each.brokerOrderId(), ledger.get(i));
      }
    }
    return new CommandOutcome.Rejected(RejectReason.UNKNOWN_ORDER, "", "no such order");
  }

  @Override
  public CommandOutcome replaceOrder(ReplaceOrder replace, Attempt attempt) {
    return new CommandOutcome.Rejected(RejectReason.RULE, "", "not here");
  }

  private static OrderReport with(OrderReport report, OrderStatus status) {
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
        report.cumulativeQuantity(),
        report.averagePrice(),
        null,
        null,
        "",
        report.submittedAt(),
        Instant.now(),
        List.of());
  }

  @Override
  public synchronized Lookup findOrder(OrderRef order) {
    if (hiddenLookUps > 0) {
      hiddenLookUps--;
      return new Lookup.Absent(Instant.now());
    }
    for (var each : ledger) {
      var byBroker = each.brokerOrderId().equals(order.brokerOrderId());
      var byClient =
          each.clientOrderId() != null && each.clientOrderId().equals(order.clientOrderId());
      if (byBroker || byClient) {
        return new Lookup.Found(each);
      }
    }
    return new Lookup.Absent(Instant.now());
  }

  @Override
  public synchronized Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    var open = query.scope() == OrderQuery.Scope.OPEN;
    return Reading.complete(
        ledger.stream().filter(each -> !open || !each.status().isFinal()).toList(), Instant.now());
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
    throw new BrokerException.Unsupported("not needed");
  }

  @Override
  public MarketHours fetchMarketHours(Instrument instrument) {
    return MarketHours.always(Instant.now());
  }

  @Override
  public void close() {}
}
