package io.brokerway.engine.orders;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.engine.events.EventLog;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.risk.RiskLimits;
import io.brokerway.engine.storage.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** Measures durable intake with dispatch held: {@code main(clients, seconds)}. Not a test. */
final class IntakeHarness {
  private static final int ACCOUNTS = 1_000;

  private IntakeHarness() {}

  public static void main(String[] arguments) throws Exception {
    var clients = Integer.parseInt(arguments[0]);
    var span = Duration.ofSeconds(Long.parseLong(arguments[1]));
    var venues = new TestVenues(new LedgerBroker(LedgerBroker.enforced(), OrderRig.CLOCK));
    var limits =
        new RiskLimits(
            null,
            null,
            1_000_000,
            1_000_000,
            1_000_000,
            null,
            null,
            Duration.ofSeconds(60),
            Duration.ZERO,
            Duration.ZERO,
            BigDecimal.ONE);
    try (var database = TestDatabase.open(OrderRig.CLOCK);
        var orders =
            new Orders(
                database.database(),
                new EventLog(database.database()),
                venues,
                new ClientOrderIds(IntakeHarness::mac, "tst"),
                limits,
                OrderSettings.DEFAULTS.dispatching(false),
                System::nanoTime)) {
      var accounts = new ArrayList<AccountRef>();
      for (var i = 0; i < ACCOUNTS; i++) {
        var account = venues.add(i);
        accounts.add(account);
        orders
            .portfolioListener()
            .balanceStored(account, TestVenues.balance("1000000000"), OrderRig.CLOCK.instant());
      }
      orders.start();
      for (var round = 0; round < 3; round++) {
        measure(orders, accounts, clients, span, round);
      }
    }
  }

  private static void measure(
      Orders orders, ArrayList<AccountRef> accounts, int clients, Duration span, int round) {
    var done = new LongAdder();
    var end = System.nanoTime() + span.toNanos();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var client = 0; client < clients; client++) {
        var number = client;
        executor.submit(() -> {
          for (var i = 0; System.nanoTime() < end; i++) {
            var account = accounts.get((number * 31 + i * 7) % accounts.size());
            var caller = new Caller(account.tenant(), account.user(), "bench", "POST /orders");
            orders
                .desk()
                .place(
                    caller,
                    new PlaceOrder(
                        round + "-" + number + "-" + i,
                        account.account(),
                        OrderSpec.simple(
                            Instrument.Equity.us("ACME"),
                            Side.BUY,
                            OrderQuantity.units("1"),
                            OrderTerms.limit("10", TimeInForce.DAY)),
                        null));
            done.increment();
          }
        });
      }
    }
    System.out.printf("%d clients: %d orders/s%n", clients, done.sum() / span.toSeconds());
  }

  private static byte[] mac(String purpose, byte[]... parts) {
    try {
      var digest = java.security.MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(purpose, e);
    }
  }
}
