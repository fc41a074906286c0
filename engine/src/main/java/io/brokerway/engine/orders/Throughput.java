package io.brokerway.engine.orders;

/** Counts what happened in the last minute, by seconds. Thread-safe. */
final class Throughput {
  private static final int SECONDS = 60;

  private final SteadyClock clock;
  private final long[] counts = new long[SECONDS];
  private final long[] seconds = new long[SECONDS];

  Throughput(SteadyClock clock) {
    this.clock = clock;
  }

  synchronized void count() {
    var second = clock.now().getEpochSecond();
    var slot = (int) Math.floorMod(second, (long) SECONDS);
    if (seconds[slot] != second) {
      seconds[slot] = second;
      counts[slot] = 0;
    }
    counts[slot]++;
  }

  synchronized long lastMinute() {
    var oldest = clock.now().getEpochSecond() - SECONDS;
    var sum = 0L;
    for (var slot = 0; slot < SECONDS; slot++) {
      if (seconds[slot] > oldest) {
        sum += counts[slot];
      }
    }
    return sum;
  }
}
