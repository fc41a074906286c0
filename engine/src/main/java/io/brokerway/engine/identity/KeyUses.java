package io.brokerway.engine.identity;

import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.StorageFailure;
import io.brokerway.engine.storage.StorageUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each key was used last, to within a second. Requests only note it in memory; every few
 * seconds one statement writes what was noted, so a kill loses a few seconds of it. Thread-safe.
 */
final class KeyUses implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);
  private static final Duration WRITE_EVERY = Duration.ofSeconds(5);
  private static final Duration PRECISION = Duration.ofSeconds(1);
  // More keys than are used within some seconds; what is beyond is noted at its next use.
  private static final int MAX_NOTED = 100_000;

  private final Database database;
  private final ConcurrentMap<String, Instant> noted = new ConcurrentHashMap<>();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("brokerway-key-uses").factory());

  KeyUses(Database database) {
    this.database = database;
    var _ =
        scheduler.scheduleWithFixedDelay(
            this::writeOrKeep,
            WRITE_EVERY.toMillis(),
            WRITE_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  void note(String keyId, Instant at) {
    var before = noted.get(keyId);
    if (before == null ? noted.size() < MAX_NOTED : before.plus(PRECISION).isBefore(at)) {
      noted.put(keyId, at);
    }
  }

  /** The later of what is stored and what was noted since. */
  @Nullable Instant latest(String keyId, @Nullable Instant stored) {
    var since = noted.get(keyId);
    return since == null || (stored != null && stored.isAfter(since)) ? stored : since;
  }

  /** Writes what was noted. */
  void write() {
    // Sorted, so that two nodes lock rows in one order.
    var uses = new TreeMap<>(noted);
    if (uses.isEmpty()) {
      return;
    }
    database.inSystem(tx ->
        tx.update(
            """
            UPDATE api_key AS k
               SET last_used_at = u.used_at
              FROM unnest(?, ?) AS u (key_id, used_at)
             WHERE k.key_id = u.key_id
               AND (k.last_used_at IS NULL OR k.last_used_at < u.used_at)
            """,
            uses.keySet().toArray(String[]::new),
            uses.values().toArray(Instant[]::new)));
    uses.forEach(noted::remove);
  }

  @Override
  public void close() {
    scheduler.shutdown();
    writeOrKeep();
  }

  private void writeOrKeep() {
    try {
      write();
    } catch (StorageUnavailable | StorageFailure e) {
      LOG.warn("when keys were used last could not be written: {}", e.getMessage());
    }
  }
}
