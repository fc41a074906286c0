package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Keeps what a stream tells and waits, within a limit, for what a test expects. */
final class StreamEvents implements BrokerStream.Listener {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** The connection starts to hear, after a gap. */
  record Gap(Instant since) {}

  record Down(String why) {}

  record LoginNeeded(String why) {}

  record AccountChanged(AccountKey account) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final List<Object> events = new ArrayList<>();

  OrderReport awaitOrder(String brokerOrderId, OrderStatus status) {
    return await(
        OrderReport.class,
        report -> report.brokerOrderId().equals(brokerOrderId) && report.status() == status);
  }

  /** Waits for the first event of a kind that fits, whenever it came. */
  <T> T await(Class<T> kind, Predicate<T> fits) {
    return await(kind, fits, 0);
  }

  /** Waits for the first event of a kind that fits, after so many events of any kind. */
  <T> T await(Class<T> kind, Predicate<T> fits, int after) {
    lock.lock();
    try {
      var left = LIMIT.toNanos();
      while (left > 0) {
        var found =
            events.stream()
                .skip(after)
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(fits)
                .findFirst();
        if (found.isPresent()) {
          return found.get();
        }
        left = more.awaitNanos(left);
      }
      throw new AssertionError(
          "no such " + kind.getSimpleName() + " within " + LIMIT + ": " + events);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  <T> List<T> all(Class<T> kind) {
    lock.lock();
    try {
      return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    } finally {
      lock.unlock();
    }
  }

  int count() {
    lock.lock();
    try {
      return events.size();
    } finally {
      lock.unlock();
    }
  }

  private void add(Object event) {
    lock.lock();
    try {
      events.add(event);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onOrder(OrderReport report) {
    add(report);
  }

  @Override
  public void onExecution(Execution execution) {
    add(execution);
  }

  @Override
  public void onAccountChanged(AccountKey account) {
    add(new AccountChanged(account));
  }

  @Override
  public void onQuote(Quote quote) {
    add(quote);
  }

  @Override
  public void onGap(Instant since) {
    add(new Gap(since));
  }

  @Override
  public void onDown(String why) {
    add(new Down(why));
  }

  @Override
  public void onLoginNeeded(String why) {
    add(new LoginNeeded(why));
  }
}
