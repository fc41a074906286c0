package io.brokerway.engine.portfolio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest sync of an account, with how good and how old each figure is as of it.
 *
 * @param problem what the run failed with; empty if it did not
 */
record LastRun(
    String problem, Instant finishedAt, Read balance, Read positions, Read transactions) {
  /** No sync yet. */
  static final LastRun NONE = new LastRun("", Instant.EPOCH, Read.NEVER, Read.NEVER, Read.NEVER);

  /**
   * The last good read of one kind.
   *
   * @param at when it ended, on our clock; absent if there was none
   * @param span absent if there was none, or where it does not matter
   * @param problem why the newest run brought no newer one; empty if it did
   */
  record Read(@Nullable Instant at, @Nullable ReadSpan span, String problem) {
    static final Read NEVER = new Read(null, null, "never read");

    /** This one after a further run. */
    Read after(Part<?> part) {
      return switch (part) {
        case Part.Got<?> got -> new Read(got.readAt(), got.span(), "");
        case Part.Failed<?> failed -> new Read(at, span, failed.problem());
      };
    }
  }
}
