package io.brokerway.engine.orders;

import io.brokerway.engine.storage.StorageOverloaded;
import io.brokerway.engine.storage.StorageUnavailable;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work at a later moment of the monotonic clock, each piece on a virtual thread of its own. Work
 * that finds the database away comes again. Thread-safe.
 */
final class Timers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
  private static final Duration STORAGE_RETRY = Duration.ofSeconds(1);
  private static final Duration END_WAIT = Duration.ofSeconds(2);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("order-timers").factory());
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("orders").factory());
  private volatile boolean closed;

  void soon(Runnable work) {
    after(Duration.ZERO, work);
  }

  void after(Duration delay, Runnable work) {
    schedule(delay, () -> run(work));
  }

  /** Again and again, each time so long after the time before ended. */
  void every(Duration period, Runnable work) {
    schedule(
        period,
        () -> {
          if (closed) {
            return;
          }
          try {
            work.run();
          } catch (StorageUnavailable | StorageOverloaded e) {
            if (!closed) {
              LOG.warn("regular work waits for the database: {}", e.getMessage());
            }
          } catch (RuntimeException e) {
            if (!closed) {
              LOG.error("regular work failed and comes again", e);
            }
          } finally {
            every(period, work);
          }
        });
  }

  private void run(Runnable work) {
    if (closed) {
      return;
    }
    try {
      work.run();
    } catch (StorageUnavailable | StorageOverloaded e) {
      after(STORAGE_RETRY, work);
    } catch (RuntimeException e) {
      if (closed) {
        return;
      }
      LOG.error("work on orders failed", e);
    }
  }

  private void schedule(Duration delay, Runnable task) {
    if (closed) {
      return;
    }
    try {
      // What the task throws is logged by the worker that runs it.
      var _ = timer.schedule(() -> workers.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      if (!closed) {
        throw e;
      }
    }
  }

  boolean isAlive() {
    return !timer.isShutdown();
  }

  /** Begins nothing more and waits a bounded while for what runs: the database closes next. */
  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(END_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("work on orders still waits for a broker; a restart takes it up again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
