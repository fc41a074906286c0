package io.brokerway.kit.stream;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubling up to a bound, spread at random over the upper
 * half so that many sessions that were lost together do not come back together. Not thread-safe.
 */
final class Backoff {
  private final long first;
  private final long longest;
  private final RandomGenerator random;
  private long bound;

  Backoff(WebSocketPolicy policy, RandomGenerator random) {
    this.first = policy.firstPause().toNanos();
    this.longest = policy.longestPause().toNanos();
    this.random = random;
    this.bound = first;
  }

  /** The pause after one more loss, of a line that had lived so long. */
  Duration next(Duration lived) {
    if (lived.toNanos() > longest) {
      bound = first;
    }
    var pause = bound - random.nextLong(bound / 2 + 1);
    bound = bound > longest / 2 ? longest : bound * 2;
    return Duration.ofNanos(pause);
  }
}
