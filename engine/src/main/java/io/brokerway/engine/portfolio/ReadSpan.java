package io.brokerway.engine.portfolio;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The span, on the broker's clock, in which it may have taken a snapshot: what was executed before
 * it is in the snapshot, what was executed after it is not, between is in doubt.
 */
record ReadSpan(Instant from, Instant until) {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Where an execution lies. */
  enum Placement {
    BEFORE,
    DOUBTFUL,
    AFTER
  }

  /**
   * The span of a read.
   *
   * @param startedAt on the broker's clock; a whole second is taken for a clock that tells no more
   * @param took from asking to having the answer
   */
  static ReadSpan of(Instant startedAt, Duration took) {
    var end = startedAt.plus(took);
    return new ReadSpan(startedAt, isWhole(startedAt) ? end.plus(SECOND) : end);
  }

  /** Where something lies that happened from one moment to another. */
  Placement place(Instant earliest, Instant latest) {
    if (latest.isBefore(from)) {
      return Placement.BEFORE;
    }
    return earliest.isAfter(until) ? Placement.AFTER : Placement.DOUBTFUL;
  }

  /** The latest moment that a time may mean: a whole second means any part of it. */
  static Instant latest(Instant time) {
    return isWhole(time) ? time.plus(SECOND).minusNanos(1) : time;
  }

  private static boolean isWhole(Instant time) {
    return time.equals(time.truncatedTo(ChronoUnit.SECONDS));
  }
}
