package io.brokerway.engine.storage;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What was read from the database, kept until it is forgotten or too old. What is forgotten while
 * it is being read is not kept, so that what a commit replaced cannot come back. Forget after the
 * commit, never before. Thread-safe.
 *
 * @param <K> what is read by
 * @param <V> what is read; a missing row is a value too
 */
public final class ReadCache<K, V> {
  private final ConcurrentHashMap<K, Known<V>> known = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();
  private final int maxEntries;
  private final Function<V, Duration> goodFor;
  private final LongSupplier nanoTime;

  private record Known<V>(V value, long untilNanos) {}

  /**
   * An empty one.
   *
   * @param maxEntries beyond which everything is dropped: rare, and read again at once
   * @param goodFor how long a value is kept if no word of a change comes
   * @param nanoTime a monotonic clock
   */
  public ReadCache(int maxEntries, Function<V, Duration> goodFor, LongSupplier nanoTime) {
    this.maxEntries = maxEntries;
    this.goodFor = goodFor;
    this.nanoTime = nanoTime;
  }

  /** The kept value, else what {@code read} gives; what it throws is thrown and not kept. */
  public V get(K key, Function<K, V> read) {
    var found = known.get(key);
    if (found != null && found.untilNanos() - nanoTime.getAsLong() > 0) {
      return found.value();
    }
    var before = version.get();
    var value = read.apply(key);
    keep(key, value, before);
    return value;
  }

  /** To be called once a change of it is committed. */
  public void forget(K key) {
    // Before the removal: a reader that checks the version later keeps nothing, one that checked it
    // sooner has put its value where the removal finds it.
    version.incrementAndGet();
    known.remove(key);
  }

  /** To be called once a change is committed that may touch any of them. */
  public void forgetAll() {
    version.incrementAndGet();
    known.clear();
  }

  private void keep(K key, V value, long before) {
    if (known.size() >= maxEntries) {
      known.clear();
    }
    var fresh = new Known<>(value, nanoTime.getAsLong() + goodFor.apply(value).toNanos());
    known.compute(key, (_, old) -> version.get() == before ? fresh : old);
  }
}
