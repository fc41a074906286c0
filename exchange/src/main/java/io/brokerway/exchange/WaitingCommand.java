package io.brokerway.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A command on its way through a batch. Guarded by its venue's lock. */
final class WaitingCommand<R> {

  /** What to do, at a moment of the venue's time. */
  interface Action<R> {
    R carryOut(Floor floor, Instant at);
  }

  private final Action<R> action;
  private @Nullable R result;
  private @Nullable RuntimeException failure;
  private boolean settled;

  WaitingCommand(Action<R> action) {
    this.action = action;
  }

  /** Carries it out; a command that throws has changed nothing, or the whole batch fails. */
  void carryOut(Floor floor, Instant at) {
    var before = floor.recorder().unsavedCount();
    try {
      result = action.carryOut(floor, at);
    } catch (RuntimeException refused) {
      if (floor.recorder().unsavedCount() != before) {
        throw refused;
      }
      failure = refused;
    }
  }

  /** Lets the answer out: what it tells is durable. */
  void settle() {
    settled = true;
  }

  void fail(RuntimeException why) {
    failure = why;
    settled = true;
  }

  boolean isSettled() {
    return settled;
  }

  R answer() {
    if (failure != null) {
      throw failure;
    }
    if (result == null) {
      throw new IllegalStateException("a settled command has an answer or a failure");
    }
    return result;
  }
}
