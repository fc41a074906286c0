package io.brokerway.kit.stream;

import java.time.Instant;

/** What the sockets' threads tell the session's thread, in order. */
sealed interface LineEvent {
  Line line();

  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Message(Line line, byte[] bytes, boolean binary, Instant heardAt) implements LineEvent {}

  /** A sign of life without content. */
  record Pong(Line line, Instant heardAt) implements LineEvent {}

  record Ended(Line line, String why) implements LineEvent {}
}
