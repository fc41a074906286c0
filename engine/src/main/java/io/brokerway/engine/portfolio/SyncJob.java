package io.brokerway.engine.portfolio;

import io.brokerway.engine.connections.Delays;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The syncs of one connection: one at a time, and whoever asks gets one that started after he
 * asked. Thread-safe.
 */
final class SyncJob {
  private final Supplier<SyncReport> work;
  private final Delays delays;
  private final String name;
  // Fair: who waits longest runs next, and what he reads serves those behind him.
  private final ReentrantLock running = new ReentrantLock(true);
  private final AtomicLong started = new AtomicLong();
  private long finished;
  private @Nullable SyncReport last;
  private boolean requested;

  SyncJob(Supplier<SyncReport> work, Delays delays, String name) {
    this.work = work;
    this.delays = delays;
    this.name = name;
  }

  /** Runs a sync, or waits for one that starts after this call. */
  SyncReport join() {
    var asked = started.get();
    running.lock();
    try {
      var report = last;
      if (finished > asked && report != null) {
        return report;
      }
      var number = started.incrementAndGet();
      report = work.get();
      last = report;
      finished = number;
      return report;
    } finally {
      running.unlock();
    }
  }

  /** Runs one after a delay; further requests meanwhile are served by it. */
  void request(Duration within) {
    synchronized (this) {
      if (requested) {
        return;
      }
      requested = true;
    }
    delays.after(
        within,
        name,
        () -> {
          synchronized (this) {
            requested = false;
          }
          var _ = join();
        });
  }
}
