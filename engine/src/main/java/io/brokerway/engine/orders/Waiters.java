package io.brokerway.engine.orders;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets callers wait for an order to move. Thread-safe. */
final class Waiters {
  private final ConcurrentMap<UUID, Semaphore> waiting = new ConcurrentHashMap<>();

  /** Waits until the condition holds; it is looked at again whenever the order moved. */
  void await(UUID order, Duration atMost, BooleanSupplier condition) {
    var deadline = System.nanoTime() + atMost.toNanos();
    var moved = waiting.computeIfAbsent(order, _ -> new Semaphore(0));
    try {
      while (!condition.getAsBoolean()) {
        var left = deadline - System.nanoTime();
        if (left <= 0 || !moved.tryAcquire(left, TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Others who wait for the same order must not lose their turn.
      moved.release();
      waiting.remove(order, moved);
    }
  }

  void moved(UUID order) {
    var semaphore = waiting.get(order);
    if (semaphore != null) {
      semaphore.release();
    }
  }
}
