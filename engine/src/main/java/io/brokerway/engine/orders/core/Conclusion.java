package io.brokerway.engine.orders.core;

/** How recovery ends for a command of unknown outcome, other than by finding it at the broker. */
public enum Conclusion {
  /** Proven absent at the broker. */
  NOT_ACCEPTED,
  /** Proven absent, and the resend of the same id was refused explicitly. */
  REJECTED,
  /** No machine can tell. */
  NEEDS_DECISION
}
