package io.brokerway.engine.connections;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A delay queue: runs work after a while, each on a virtual thread of its own, so that slow work
 * holds nothing up. Thread-safe.
 */
public final class Delays implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Delays.class);

  private final ScheduledThreadPoolExecutor queue;

  public Delays() {
    queue =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("brokerway-delays").daemon().factory());
    queue.setRemoveOnCancelPolicy(true);
    queue.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Runs work after a delay; after the close, not at all. */
  public void after(Duration delay, String name, Runnable work) {
    if (queue.isShutdown()) {
      return;
    }
    // What the work throws is logged where it runs.
    var _ = queue.schedule(() -> now(name, work), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs work at once on a thread of its own. */
  public void now(String name, Runnable work) {
    var _ = Thread.ofVirtual().name(name).start(() -> run(name, work));
  }

  private static void run(String name, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.error("background work failed: work={}", name, e);
    }
  }

  /** What waits is dropped; what runs goes on. */
  @Override
  public void close() {
    queue.shutdownNow();
  }
}
