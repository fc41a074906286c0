package io.brokerway.simulators.alpaca;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hides new orders from look-ups for a while, as a broker that is eventually consistent does. */
final class Visibility {
  private final Clock clock;
  private final Map<String, Instant> hiddenUntil = new ConcurrentHashMap<>();
  private Duration hideFor = Duration.ZERO;
  private int left;

  Visibility(Clock clock) {
    this.clock = clock;
  }

  /** Hides the next so many orders, each from its acceptance on. */
  synchronized void hideNext(int orders, Duration time) {
    left = orders;
    hideFor = time;
  }

  synchronized void accepted(String orderId) {
    if (left > 0) {
      left--;
      hiddenUntil.put(orderId, clock.instant().plus(hideFor));
    }
  }

  boolean shows(String orderId) {
    var until = hiddenUntil.get(orderId);
    return until == null || !clock.instant().isBefore(until);
  }
}
