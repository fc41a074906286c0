package io.brokerway.kit.stream;

import java.time.Instant;

/** One open connection of a session. Thread-safe; what is sent on a lost line is dropped. */
public interface WebSocketLine {

  /** Sends one text message, in the order of calls; what cannot be sent brings the line down. */
  void sendText(String text);

  /** Sends one binary message, in the order of calls. */
  void sendBinary(byte[] bytes);

  /**
   * The last moment, by our clock, when an earlier line was live and heard; on the first line the
   * moment when the session was opened. What happened since may have been missed.
   */
  Instant gapSince();

  /** Says that from now on this line hears everything; until then the gap stays open. */
  void live();

  /** Drops this line; the session makes another one. */
  void drop(String why);

  /** Ends the session for good: the broker refuses the login. */
  void giveUp(String why);
}
