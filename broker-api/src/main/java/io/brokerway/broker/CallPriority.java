package io.brokerway.broker;

/** Who goes first when a rate budget is short; the first constant is the most urgent. */
public enum CallPriority {
  /** Cancels, and look-ups that settle an unknown order. */
  CANCEL_AND_LOOKUP,
  /** New orders and replaces. */
  ORDER,
  /** What a user waits for: a quote, a manual sync, a login. */
  INTERACTIVE,
  /** The regular sync. */
  SYNC
}
