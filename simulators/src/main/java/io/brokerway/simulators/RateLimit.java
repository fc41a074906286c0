package io.brokerway.simulators;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Counts the requests of each caller in windows of time. Thread-safe. */
public final class RateLimit {

  /** Where a caller stands after a request. */
  public record State(boolean allowed, int limit, int remaining, long resetEpochSecond) {

    public Map<String, String> headers() {
      return Map.of(
          "X-RateLimit-Limit", String.valueOf(limit),
          "X-RateLimit-Remaining", String.valueOf(remaining),
          "X-RateLimit-Reset", String.valueOf(resetEpochSecond));
    }
  }

  private record Window(long number, int used) {}

  private final Clock clock;
  private final long windowSeconds;
  private final Map<String, Window> windows = new HashMap<>();
  private int limit;

  /**
   * A limit.
   *
   * @param window whole seconds; windows begin at multiples of it
   * @param limit so many requests of a caller in each
   */
  public RateLimit(Clock clock, Duration window, int limit) {
    this.clock = clock;
    this.windowSeconds = window.toSeconds();
    this.limit = limit;
  }

  public synchronized void allow(int requests) {
    limit = requests;
  }

  public synchronized State count(String caller) {
    var number = clock.instant().getEpochSecond() / windowSeconds;
    var window = windows.get(caller);
    var used = window == null || window.number() != number ? 0 : window.used();
    var reset = (number + 1) * windowSeconds;
    if (used >= limit) {
      return new State(false, limit, 0, reset);
    }
    windows.put(caller, new Window(number, used + 1));
    return new State(true, limit, limit - used - 1, reset);
  }
}
