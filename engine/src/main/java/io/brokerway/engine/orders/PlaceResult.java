package io.brokerway.engine.orders;

/** What became of a place. */
sealed interface PlaceResult {

  /** Stored now, as {@code PENDING_NEW} or {@code DENIED}. */
  record Stored(OrderRow order, CommandRow command) implements PlaceResult {}

  /** The key was used before with the same body. */
  record Replayed(OrderRow order) implements PlaceResult {}

  /** The key was used before with another body. */
  record Conflict(Fingerprint first) implements PlaceResult {}
}
