package io.brokerway.broker;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The points at which a process may die in the worst way, named so that a test can kill it exactly
 * there. Nothing happens at them unless the system property {@code brokerway.kill} arms one: {@code
 * K7} dies at the first passage, {@code K7:3} at the third.
 */
public enum KillPoint {
  /** Request read. */
  K0,
  /** Request validated. */
  K1,
  /** Inside the transaction. */
  K2,
  /** Committed, no reply yet. */
  K3,
  /** Replied, not claimed. */
  K4,
  /** Attempt row committed, no connection. */
  K5,
  /** Request half written. */
  K6,
  /** Request written, no reply. */
  K7,
  /** Reply read, not recorded. */
  K8,
  /** Outcome recorded, no events out. */
  K9,
  /** Stream sent, webhook not. */
  K10,
  /** Between a reconciling query and its write. */
  K11,
  /** The broker rotated the token, we have not stored it. */
  K12,
  /** In a batch of a key rotation. */
  K13,
  /** In a migration of the schema. */
  K14;

  private static final @Nullable KillPoint ARMED;
  private static final AtomicInteger REMAINING;

  static {
    var setting = System.getProperty("brokerway.kill", "");
    var parts = setting.split(":", -1);
    ARMED = setting.isEmpty() ? null : valueOf(parts[0]);
    REMAINING = new AtomicInteger(parts.length > 1 ? Integer.parseInt(parts[1]) : 1);
  }

  /** Whether a test armed it, for code that must arrange itself to be caught in the middle. */
  public boolean isArmed() {
    return this == ARMED;
  }

  /** Marks the passage; if this point is armed and its turn has come, the process ends at once. */
  public void reached() {
    if (this == ARMED && REMAINING.decrementAndGet() == 0) {
      // As kill -9 would: no shutdown hook, no finally block.
      Runtime.getRuntime().halt(137);
    }
  }
}
