package io.brokerway.kit.stream;

import java.time.Duration;

/**
 * The bounds of a session.
 *
 * @param connectWithin the longest that the handshake may take
 * @param pingEvery how long a line may be silent before it is asked for a sign of life
 * @param pongWithin how long the sign may take before the line counts as dead
 * @param firstPause the longest pause after the first loss; it doubles with each further one
 * @param longestPause the bound of the pause; a line that lived longer starts over
 * @param messageLimit the longest message, in bytes
 */
public record WebSocketPolicy(
    Duration connectWithin,
    Duration pingEvery,
    Duration pongWithin,
    Duration firstPause,
    Duration longestPause,
    int messageLimit) {
  public static final WebSocketPolicy DEFAULT =
      new WebSocketPolicy(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofMillis(250),
          Duration.ofSeconds(30),
          1 << 20);

  public WebSocketPolicy {
    if (!connectWithin.isPositive()
        || !pingEvery.isPositive()
        || !pongWithin.isPositive()
        || !firstPause.isPositive()
        || longestPause.compareTo(firstPause) < 0
        || messageLimit <= 0) {
      throw new IllegalArgumentException("every bound of a WebSocket session must be above 0");
    }
  }
}
