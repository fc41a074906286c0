package io.brokerway.engine.identity;

import io.brokerway.engine.identity.Keys.StoredKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Keys that were looked up, by id, also that one does not exist. What is forgotten while it is
 * being looked up is not kept, so a revoked key cannot come back. Thread-safe.
 */
final class KeyCache {
  private static final int MAX_KEYS = 10_000;
  // News of changes comes by the feed; these bound what a lost one can do.
  private static final long KNOWN_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long UNKNOWN_NANOS = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanoTime;
  private final Map<String, Known> known = new HashMap<>();
  private long version;

  private record Known(Optional<StoredKey> key, long untilNanos) {}

  KeyCache(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  Optional<StoredKey> get(String id, Function<String, Optional<StoredKey>> lookUp) {
    long before;
    synchronized (this) {
      var found = known.get(id);
      if (found != null && found.untilNanos() - nanoTime.getAsLong() > 0) {
        return found.key();
      }
      before = version;
    }
    var key = lookUp.apply(id);
    keep(id, key, before);
    return key;
  }

  synchronized void forget(String id) {
    version++;
    known.remove(id);
  }

  private synchronized void keep(String id, Optional<StoredKey> key, long before) {
    if (version != before) {
      return;
    }
    if (known.size() >= MAX_KEYS) {
      known.clear();
    }
    var life = key.isPresent() ? KNOWN_NANOS : UNKNOWN_NANOS;
    known.put(id, new Known(key, nanoTime.getAsLong() + life));
  }
}
