package io.brokerway.simulators.alpaca;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Counts the requests of each account in windows of a minute. Thread-safe. */
final class RateLimit {

  /** Where an account stands after a request. */
  record State(boolean allowed, int limit, int remaining, long resetEpochSecond) {

    Map<String, String> headers() {
      return Map.of(
          "X-RateLimit-Limit", String.valueOf(limit),
          "X-RateLimit-Remaining", String.valueOf(remaining),
          "X-RateLimit-Reset", String.valueOf(resetEpochSecond));
    }
  }

  private static final long WINDOW_SECONDS = 60;

  private record Window(long number, int used) {}

  private final Clock clock;
  private final Map<String, Window> windows = new HashMap<>();
  private int perMinute;

  RateLimit(Clock clock, int perMinute) {
    this.clock = clock;
    this.perMinute = perMinute;
  }

  synchronized void allow(int requestsPerMinute) {
    perMinute = requestsPerMinute;
  }

  synchronized State count(String account) {
    var number = clock.instant().getEpochSecond() / WINDOW_SECONDS;
    var window = windows.get(account);
    var used = window == null || window.number() != number ? 0 : window.used();
    var reset = (number + 1) * WINDOW_SECONDS;
    if (used >= perMinute) {
      return new State(false, perMinute, 0, reset);
    }
    windows.put(account, new Window(number, used + 1));
    return new State(true, perMinute, perMinute - used - 1, reset);
  }
}
