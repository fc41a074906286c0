package io.brokerway.engine.portfolio;

import java.time.Instant;

/** What one read of a sync brought. */
sealed interface Part<T> {

  /**
   * A good reading.
   *
   * @param readAt when it ended, on our clock
   */
  record Got<T>(T value, ReadSpan span, Instant readAt) implements Part<T> {}

  /** None that may be kept: the last good one stays. */
  record Failed<T>(String problem) implements Part<T> {}

  default String problem() {
    return switch (this) {
      case Got<T> _ -> "";
      case Failed<T> failed -> failed.problem();
    };
  }
}
