package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.kit.stream.InTurn;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads the orders that something happened to, one after the other, and tells what is new of them:
 * fills first. An order of which many messages come is read once for all that came meanwhile.
 * Thread-safe.
 */
final class SchwabOrderNews implements AutoCloseable {
  private static final int MOST_KEPT = 10_000;

  private record Changed(AccountKey account, String orderId) {}

  /**
   * What was told of an order last.
   *
   * @param inFills how much of it was filled with the last fill that was told: less than {@code
   *     cumulative} where Schwab shows the quantity before the fill
   */
  private record Told(OrderStatus status, BigDecimal cumulative, BigDecimal inFills) {}

  private final SchwabClient client;
  private final BrokerStream.Listener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Set<Changed> waiting = new LinkedHashSet<>();
  private final Thread reader;
  private boolean closed;

  /** Touched by the reader alone. */
  private final Map<String, Told> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
          return size() > MOST_KEPT;
        }
      };

  private SchwabOrderNews(SchwabClient client, BrokerStream.Listener listener) {
    this.client = client;
    this.listener = listener;
    this.reader = Thread.ofVirtual().name("charles-schwab-news").unstarted(this::run);
  }

  static SchwabOrderNews open(SchwabClient client, BrokerStream.Listener listener) {
    var news = new SchwabOrderNews(client, InTurn.of(listener));
    news.reader.start();
    return news;
  }

  /** Who hears, one call after the other whoever tells. */
  BrokerStream.Listener listener() {
    return listener;
  }

  void changed(AccountKey account, String orderId) {
    lock.lock();
    try {
      waiting.add(new Changed(account, orderId));
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (var next = take(); !next.isEmpty(); next = take()) {
        next.forEach(this::read);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All that waits; nothing once it is closed. */
  private List<Changed> take() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        work.await();
      }
      var all = closed ? List.<Changed>of() : List.copyOf(waiting);
      waiting.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }

  private void read(Changed changed) {
    try {
      client
          .getOrder(changed.account(), changed.orderId())
          .body()
          .map(SchwabOrders::parts)
          .orElse(List.of())
          .forEach(order -> tell(changed.account(), order));
    } catch (BrokerException.LoginNeeded e) {
      listener.onLoginNeeded("Schwab no longer takes this login");
    } catch (BrokerException e) {
      // What happened to it is found with the account.
      listener.onAccountChanged(changed.account());
    }
  }

  private void tell(AccountKey account, SchwabWire.Order order) {
    var report = SchwabOrders.report(account, order);
    var before = told.get(report.brokerOrderId());
    var inFills = before == null ? BigDecimal.ZERO : before.inFills();
    for (var execution : SchwabOrders.executions(account, order)) {
      var cumulative = SchwabFigures.orZero(execution.cumulativeQuantity());
      if (cumulative.compareTo(inFills) > 0) {
        inFills = cumulative;
        listener.onExecution(execution);
      }
    }
    tellState(report, inFills, before);
    if (report.cumulativeQuantity().compareTo(inFills) > 0) {
      // Filled, and the fill is not shown yet: the transactions tell it.
      listener.onAccountChanged(account);
    }
    SchwabOrders.children(order).forEach(child -> tell(account, child));
  }

  private void tellState(OrderReport report, BigDecimal inFills, @Nullable Told before) {
    var now = new Told(report.status(), report.cumulativeQuantity(), inFills);
    if (!now.equals(before)) {
      told.put(report.brokerOrderId(), now);
      listener.onOrder(report);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
    reader.interrupt();
  }
}
