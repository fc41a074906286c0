package io.brokerway.engine.orders;

import io.brokerway.broker.Broker;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.engine.events.EventLog;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.risk.RiskLimits;
import io.brokerway.engine.storage.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Orders on a real database at a {@link LedgerBroker}, with one funded account. */
final class OrderRig implements AutoCloseable {
  // The one clock of database, engine and broker: what they say of time can be compared.
  static final Clock CLOCK = Clock.systemUTC();
  static final Instrument ACME = Instrument.Equity.us("ACME");
  static final OrderSettings FAST = OrderSettings.DEFAULTS.faster(20);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  final TestDatabase database = TestDatabase.open(CLOCK);
  final LedgerBroker broker;
  final TestVenues venues;
  final AccountRef account;
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  Orders orders;

  /** At a broker that is not of this package; {@link #broker} then only lies there. */
  OrderRig(Broker other, AccountKey key, RiskLimits limits) {
    this(new LedgerBroker(LedgerBroker.enforced(), CLOCK), other, key, FAST, limits);
  }

  OrderRig(OrderSettings settings, RiskLimits limits) {
    this(new LedgerBroker(LedgerBroker.enforced(), CLOCK), settings, limits);
  }

  OrderRig(LedgerBroker ledger, OrderSettings settings, RiskLimits limits) {
    this(ledger, ledger, new AccountKey("A1"), settings, limits);
  }

  private OrderRig(
      LedgerBroker ledger, Broker used, AccountKey key, OrderSettings settings, RiskLimits limits) {
    broker = ledger;
    venues = new TestVenues(used);
    account = venues.add(1, key);
    orders = make(settings, limits);
    balance("100000", CLOCK.instant().plusSeconds(1));
    orders.start();
  }

  OrderRig() {
    this(FAST, RiskLimits.DEFAULTS);
  }

  void restart(OrderSettings settings) {
    orders.close();
    orders = make(settings, RiskLimits.DEFAULTS);
    orders.start();
  }

  private Orders make(OrderSettings settings, RiskLimits limits) {
    return new Orders(
        database.database(),
        new EventLog(database.database()),
        venues,
        new ClientOrderIds(OrderRig::mac, "tst"),
        limits,
        settings,
        System::nanoTime,
        metrics);
  }

  /** How often commands ended in a way. */
  double commands(String kind, String outcome) {
    var found =
        metrics.find("brokerway.commands").tag("kind", kind).tag("outcome", outcome).counter();
    return found == null ? 0 : found.count();
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

  void balance(String cash, Instant readStartedAt) {
    orders.portfolioListener().balanceStored(account, TestVenues.balance(cash), readStartedAt);
  }

  Caller caller() {
    return new Caller(account.tenant(), account.user(), "test", "POST /orders");
  }

  static OrderSpec limit(Side side, String units, String price) {
    return OrderSpec.simple(
        ACME, side, OrderQuantity.units(units), OrderTerms.limit(price, TimeInForce.DAY));
  }

  OrderView place(String key, OrderSpec spec) {
    return orders.desk().place(caller(), request(key, spec)).order();
  }

  /** Long, so that a slow machine does not age an order away; who tests ageing asks for less. */
  PlaceOrder request(String key, OrderSpec spec) {
    return new PlaceOrder(key, account.account(), spec, Duration.ofMinutes(5));
  }

  /** An order that the broker has. */
  OrderView placed(String key, OrderSpec spec) {
    return waitFor(place(key, spec).id(), OrderState.NEW);
  }

  Commanded replace(String key, UUID order, String units) {
    var change = new OrderChange(new BigDecimal(units), null, null, null, null, null);
    return orders.desk().replace(caller(), new ReplaceRequest(key, order, change));
  }

  Commanded cancel(String key, UUID order) {
    return orders.desk().cancel(caller(), new CancelRequest(key, order));
  }

  CommandState command(UUID order, int number) {
    return find(order).commands().stream()
        .filter(each -> each.number() == number)
        .findFirst()
        .orElseThrow()
        .state();
  }

  OrderView find(UUID order) {
    return orders.desk().find(caller(), order);
  }

  List<String> facts(UUID order) {
    return orders.desk().events(caller(), order, 0).stream().map(OrderEvent::type).toList();
  }

  OrderView waitFor(UUID order, Predicate<OrderView> condition) {
    until(() -> condition.test(find(order)), () -> String.valueOf(find(order)));
    return find(order);
  }

  OrderView waitFor(UUID order, OrderState state) {
    return waitFor(order, view -> view.state() == state);
  }

  static void until(BooleanSupplier condition, java.util.function.Supplier<String> shown) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain: " + shown.get());
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Override
  public void close() {
    broker.released.countDown();
    orders.close();
    database.close();
  }
}
