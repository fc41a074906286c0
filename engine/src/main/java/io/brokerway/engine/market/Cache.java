package io.brokerway.engine.market;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Answers that stay good for a while. Who asks for a missing one loads it; who asks meanwhile waits
 * for that load, so one key is asked of the broker once. A failed load is not kept. Thread-safe.
 */
final class Cache<K, V> {
  private final ConcurrentHashMap<K, Entry<V>> entries = new ConcurrentHashMap<>();
  private final int maxEntries;
  private final LongSupplier nanoTime;

  Cache(int maxEntries, LongSupplier nanoTime) {
    this.maxEntries = maxEntries;
    this.nanoTime = nanoTime;
  }

  private static final class Entry<V> {
    private final CompletableFuture<V> value = new CompletableFuture<>();
    // Written before the value completes, read after.
    private volatile long goodUntil;
  }

  /**
   * The value of a key.
   *
   * @param goodFor how long a loaded value stays
   */
  V get(K key, Supplier<V> load, Function<V, Duration> goodFor) {
    var present = entries.get(key);
    if (present != null && isGood(present)) {
      return join(present);
    }
    var mine = new Entry<V>();
    var winner =
        entries.compute(
            key, (_, other) -> other != null && other != present && isGood(other) ? other : mine);
    if (winner != mine) {
      return join(winner);
    }
    bound();
    return load(key, mine, load, goodFor);
  }

  private V load(K key, Entry<V> mine, Supplier<V> load, Function<V, Duration> goodFor) {
    try {
      var value = load.get();
      mine.goodUntil = nanoTime.getAsLong() + goodFor.apply(value).toNanos();
      mine.value.complete(value);
      return value;
    } catch (RuntimeException e) {
      entries.remove(key, mine);
      mine.value.completeExceptionally(e);
      throw e;
    }
  }

  /** Puts a value that came by itself. */
  void put(K key, V value, Duration goodFor) {
    var entry = new Entry<V>();
    entry.goodUntil = nanoTime.getAsLong() + goodFor.toNanos();
    entry.value.complete(value);
    entries.put(key, entry);
    bound();
  }

  /** Loading ones count as good: their value is on its way. */
  private boolean isGood(Entry<V> entry) {
    return !entry.value.isDone() || nanoTime.getAsLong() - entry.goodUntil < 0;
  }

  private static <V> V join(Entry<V> entry) {
    try {
      return entry.value.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Drops everything when it grew too large: rare, and what is asked for comes back at once. */
  private void bound() {
    if (entries.size() > maxEntries) {
      entries.values().removeIf(entry -> entry.value.isDone());
    }
  }
}
