package io.brokerway.simulators;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hides new orders from look-ups for a while, as a broker that is eventually consistent does. */
public final class Visibility {
  private final Clock clock;
  private final Map<String, Instant> hiddenUntil = new ConcurrentHashMap<>();
  private Duration hideFor = Duration.ZERO;
  private int left;

  public Visibility(Clock clock) {
    this.clock = clock;
  }

  /** Hides the next so many orders, each from its acceptance on. */
  public synchronized void hideNext(int orders, Duration time) {
    left = orders;
    hideFor = time;
  }

  public synchronized void accepted(String orderId) {
    if (left > 0) {
      left--;
      hiddenUntil.put(orderId, clock.instant().plus(hideFor));
    }
  }

  public boolean shows(String orderId) {
    var until = hiddenUntil.get(orderId);
    return until == null || !clock.instant().isBefore(until);
  }
}
