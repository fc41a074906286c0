package io.brokerway.kit.pacing;

import java.time.Duration;

/** Whether a call may go out. */
public sealed interface Permit {

  /** It may, now. Exactly one of the two methods is called afterwards; further calls do nothing. */
  final class Granted implements Permit {
    private final Pacing pacing;
    private final Waiter waiter;
    private boolean done;

    Granted(Pacing pacing, Waiter waiter) {
      this.pacing = pacing;
      this.waiter = waiter;
    }

    /** The call ended, or nobody waits for its end any more. */
    public synchronized void end() {
      if (!done) {
        done = true;
        pacing.end(waiter);
      }
    }

    /** No byte of the call left, so that the broker cannot have counted it. */
    public synchronized void unused() {
      if (!done) {
        done = true;
        pacing.undo(waiter);
      }
    }
  }

  /**
   * It may not: the budgets do not open within its patience.
   *
   * @param retryAfter the least time to wait
   */
  record Refused(Duration retryAfter) implements Permit {}
}
