package io.brokerway.engine.storage;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What storage does by itself: the node's heartbeat each second, partitions of tables each hour.
 */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final Database database;
  private final Partitions partitions;
  private final ScheduledExecutorService scheduler =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("brokerway-storage-", 0).factory());

  Housekeeping(Database database, Partitions partitions) {
    this.database = database;
    this.partitions = partitions;
  }

  /** Claims and prepares, then goes on by itself. */
  void start() {
    maintainTables();
    database.inSystem(tx -> {
      partitions.claimAll(tx);
      return null;
    });
    partitions.heartbeat(database);
    // What they throw is logged, see surviving.
    var _ =
        scheduler.scheduleWithFixedDelay(
            surviving("heartbeat", () -> partitions.heartbeat(database)), 1, 1, TimeUnit.SECONDS);
    var _ =
        scheduler.scheduleWithFixedDelay(
            surviving("partitions of tables", this::maintainTables), 1, 1, TimeUnit.HOURS);
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }

  private void maintainTables() {
    var now = database.clock().instant();
    database.inSystem(
        tx -> tx.first("SELECT maintain_partitions(?)", row -> true, now).orElseThrow());
  }

  /** A failure must not end the schedule. */
  private static Runnable surviving(String what, Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.warn("{} failed: {}", what, e.getMessage());
      }
    };
  }
}
