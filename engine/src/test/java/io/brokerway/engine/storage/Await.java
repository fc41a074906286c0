package io.brokerway.engine.storage;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a limit. */
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long POLL_NANOS = 2_000_000;

  private Await() {}

  /** Returns as soon as the condition holds. */
  public static void until(BooleanSupplier condition) {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the condition did not hold within " + LIMIT);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
