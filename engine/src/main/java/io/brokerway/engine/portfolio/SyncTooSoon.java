package io.brokerway.engine.portfolio;

import java.time.Duration;

/** A client asked for a sync of an account again before its time. */
public final class SyncTooSoon extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Duration retryAfter;

  SyncTooSoon(Duration retryAfter) {
    // No stack trace: a refusal is no fault.
    super("Account was synced on request within the last hour", null, false, false);
    this.retryAfter = retryAfter;
  }

  /** How long until it is allowed. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
