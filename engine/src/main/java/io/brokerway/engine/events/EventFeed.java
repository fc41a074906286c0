package io.brokerway.engine.events;

import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.StorageFailure;
import io.brokerway.engine.storage.StorageUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every committed event to its listeners, in position order and without gaps, soon after the
 * commit; events of other nodes within a second. One thread calls all listeners.
 */
public final class EventFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
  // A gap is a transaction that is about to be announced; longer means another node's, or a lost
  // one.
  private static final Duration GAP_PATIENCE = Duration.ofMillis(20);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(250);

  private final EventLog log;
  private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
  private final Arrivals arrivals = new Arrivals();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private long delivered;

  /** Starts with what is committed from now on. */
  public EventFeed(Database database, EventLog log) {
    this.log = log;
    database.onCommit(this::committed);
    delivered = log.head();
    thread = Thread.ofPlatform().name("brokerway-event-feed").daemon().start(this::live);
  }

  /**
   * Adds a listener for events after now. It must be quick; what it throws is logged and it stays.
   *
   * @return ends the subscription
   */
  public Subscription subscribe(Consumer<Event> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** A listener's place in the feed. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    /** Ends it; an event that is being delivered may still come. */
    @Override
    void close();
  }

  @Override
  public void close() {
    open.set(false);
    thread.interrupt();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void committed(long firstPosition, Instant recordedAt, List<Fact> facts) {
    arrivals.add(firstPosition, recordedAt, facts);
  }

  private void live() {
    try {
      while (open.get()) {
        try {
          step();
        } catch (StorageUnavailable | StorageFailure e) {
          LOG.warn("the event feed waits for the database: {}", e.getMessage());
          LockSupport.parkNanos(AFTER_FAILURE.toNanos());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the event feed ends");
    } finally {
      ended.countDown();
    }
  }

  /** Delivers what arrived in order, or reads from the log what did not arrive. */
  private void step() throws InterruptedException {
    var next = arrivals.take(delivered + 1, GAP_PATIENCE, POLL);
    if (!next.isEmpty()) {
      next.forEach(this::deliver);
      return;
    }
    List<Event> missed;
    do {
      missed = log.after(delivered, EventFilter.ALL, EventLog.MAX_LIMIT);
      missed.forEach(this::deliver);
    } while (missed.size() == EventLog.MAX_LIMIT);
  }

  private void deliver(Event event) {
    delivered = event.position();
    for (var listener : listeners) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        LOG.error("a listener failed at event {}", event.position(), e);
      }
    }
  }
}
