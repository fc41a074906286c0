package io.brokerway.engine.connections;

import java.time.Instant;

/**
 * Where a connection stands, and how it moves: pure steps, which the caller stores and tells.
 *
 * @param failures calls in a row that the broker did not answer
 */
record Standing(ConnectionState state, String reason, Instant since, int failures) {
  /** So many unanswered calls in a row make a connection degraded. */
  static final int DEGRADED_AFTER = 3;

  /** What happens to a connection. */
  sealed interface Input {}

  /** A login succeeded. */
  record LoggedIn() implements Input {}

  /** The broker answered a call. */
  record Answered() implements Input {}

  /** The broker did not answer a call. */
  record NotAnswered(String why) implements Input {}

  /** The broker does not take the login any more. */
  record LoginLost(String why) implements Input {}

  /** The user, or the end of his account, ended it. */
  record Ended(String why) implements Input {}

  static Standing pending(Instant now) {
    return new Standing(ConnectionState.PENDING, "waiting for the user", now, 0);
  }

  /** The standing after an input; this one if nothing changes. */
  Standing after(Input input, Instant now) {
    if (state == ConnectionState.DISCONNECTED) {
      return this;
    }
    return switch (input) {
      case LoggedIn _ -> move(ConnectionState.CONNECTED, "", now);
      case Ended ended -> move(ConnectionState.DISCONNECTED, ended.why(), now);
      case LoginLost lost ->
          state.isOpen() ? move(ConnectionState.NEEDS_LOGIN, lost.why(), now) : this;
      case Answered _ -> answered(now);
      case NotAnswered not -> notAnswered(not.why(), now);
    };
  }

  private Standing answered(Instant now) {
    return switch (state) {
      case DEGRADED -> move(ConnectionState.CONNECTED, "", now);
      case CONNECTED -> failures == 0 ? this : new Standing(state, reason, since, 0);
      // An answer to a call that was under way when the login was lost proves nothing.
      case PENDING, NEEDS_LOGIN, DISCONNECTED -> this;
    };
  }

  private Standing notAnswered(String why, Instant now) {
    if (!state.isOpen()) {
      return this;
    }
    var count = failures + 1;
    return state == ConnectionState.CONNECTED && count >= DEGRADED_AFTER
        ? new Standing(ConnectionState.DEGRADED, why, now, count)
        : new Standing(state, reason, since, count);
  }

  private static Standing move(ConnectionState to, String reason, Instant now) {
    return new Standing(to, reason, now, 0);
  }
}
