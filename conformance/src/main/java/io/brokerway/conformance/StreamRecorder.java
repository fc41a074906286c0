package io.brokerway.conformance;

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

/** Keeps what a stream tells and waits, within a limit, for what a case expects. */
final class StreamRecorder implements BrokerStream.Listener {
  /** Longer than two heartbeats of any stream that a user would put up with. */
  private static final Duration LIMIT = Duration.ofSeconds(40);

  /** What a stream tells. */
  sealed interface Event {
    record Order(OrderReport report) implements Event {}

    record Fill(Execution execution) implements Event {}

    record AccountChanged(AccountKey account) implements Event {}

    record Price(Quote quote) implements Event {}

    record Gap(Instant since) implements Event {}

    record Down(String why) implements Event {}

    record LoginNeeded(String why) implements Event {}
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final List<Event> events = new ArrayList<>();

  OrderReport awaitOrder(String brokerOrderId, OrderStatus status) {
    return await(
            Event.Order.class,
            order ->
                order.report().brokerOrderId().equals(brokerOrderId)
                    && order.report().status() == status,
            0)
        .report();
  }

  /** The first event of a kind that fits, after so many events of any kind. */
  <T extends Event> T await(Class<T> kind, Predicate<T> fits, int after) {
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
          "the stream told no such %s within %s, but %s"
              .formatted(kind.getSimpleName(), LIMIT, events));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  List<Event> events() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  /** How many events there were up to the first of a kind behind so many, this one included. */
  <T extends Event> int awaitIndex(Class<T> kind, int after) {
    await(kind, _ -> true, after);
    var all = events();
    for (var i = after; i < all.size(); i++) {
      if (kind.isInstance(all.get(i))) {
        return i + 1;
      }
    }
    throw new AssertionError("what was told is gone");
  }

  /** The fills of an order, as they came. */
  List<Execution> fills(String brokerOrderId) {
    return events().stream()
        .filter(Event.Fill.class::isInstance)
        .map(event -> ((Event.Fill) event).execution())
        .filter(execution -> execution.brokerOrderId().equals(brokerOrderId))
        .toList();
  }

  int count() {
    return events().size();
  }

  private void add(Event event) {
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
    add(new Event.Order(report));
  }

  @Override
  public void onExecution(Execution execution) {
    add(new Event.Fill(execution));
  }

  @Override
  public void onAccountChanged(AccountKey account) {
    add(new Event.AccountChanged(account));
  }

  @Override
  public void onQuote(Quote quote) {
    add(new Event.Price(quote));
  }

  @Override
  public void onGap(Instant since) {
    add(new Event.Gap(since));
  }

  @Override
  public void onDown(String why) {
    add(new Event.Down(why));
  }

  @Override
  public void onLoginNeeded(String why) {
    add(new Event.LoginNeeded(why));
  }
}
