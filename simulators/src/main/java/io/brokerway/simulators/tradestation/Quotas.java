package io.brokerway.simulators.tradestation;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Counts calls in windows that begin with the first of them. Thread-safe. */
final class Quotas {
  private record Window(Instant end, int used) {}

  private final Clock clock;
  private final Map<Quota, Map<String, Window>> windows = new EnumMap<>(Quota.class);
  private int factor = 1;
  private int divisor = 1;

  Quotas(Clock clock) {
    this.clock = clock;
  }

  /** Gives every quota so many times its usual size; for loads. */
  synchronized void multiply(int times) {
    factor = times;
  }

  /** Leaves every quota only one part in so many, at least one call. */
  synchronized void divide(int parts) {
    divisor = parts;
  }

  /**
   * Counts a call.
   *
   * @throws Refusal if there were too many
   */
  synchronized void count(Quota quota, String caller) {
    var now = clock.instant();
    var all = windows.computeIfAbsent(quota, _ -> new HashMap<>());
    var open = all.get(caller);
    var window =
        open == null || !now.isBefore(open.end()) ? new Window(now.plus(quota.window()), 0) : open;
    if (window.used() >= Math.max(1L, (long) quota.calls() * factor / divisor)) {
      throw Refusal.tooFast();
    }
    all.put(caller, new Window(window.end(), window.used() + 1));
  }
}
