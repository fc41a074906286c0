package io.brokerway.engine.orders;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Lets callers wait for an order to move, each on its own. Thread-safe. */
final class Waiters {
  private final ConcurrentMap<UUID, List<Semaphore>> waiting = new ConcurrentHashMap<>();

  /** Waits until the condition holds; it is looked at again whenever the order moved. */
  void await(UUID order, Duration atMost, BooleanSupplier condition) {
    var deadline = System.nanoTime() + atMost.toNanos();
    var moved = new Semaphore(0);
    waiting.merge(
        order,
        List.of(moved),
        (before, own) -> Stream.concat(before.stream(), own.stream()).toList());
    try {
      while (!condition.getAsBoolean()) {
        var left = deadline - System.nanoTime();
        if (left <= 0 || !moved.tryAcquire(left, TimeUnit.NANOSECONDS)) {
          return;
        }
        moved.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.computeIfPresent(order, (_, all) -> without(all, moved));
    }
  }

  @SuppressWarnings("ReferenceEquality") // A semaphore is nothing but itself.
  private static @org.jspecify.annotations.Nullable List<Semaphore> without(
      List<Semaphore> all, Semaphore gone) {
    var left = all.stream().filter(each -> each != gone).toList();
    return left.isEmpty() ? null : left;
  }

  void moved(UUID order) {
    waiting.getOrDefault(order, List.of()).forEach(Semaphore::release);
  }
}
