package io.brokerway.engine;

import java.time.Duration;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes parts one after the other within one limit for all of them. A part that does not end in
 * time is left to end by itself: the next start recovers what it held.
 *
 * @param limit for all parts together
 * @param reserve of it what the last part is left with, whatever the others need
 */
record Closing(Duration limit, Duration reserve) {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  static final Closing USUAL = new Closing(Duration.ofSeconds(10), Duration.ofSeconds(3));

  void close(Deque<AutoCloseable> parts) {
    var end = System.nanoTime() + limit.toNanos();
    while (!parts.isEmpty()) {
      var part = parts.pop();
      close(part, parts.isEmpty() ? end : end - reserve.toNanos());
    }
  }

  private static void close(AutoCloseable part, long end) {
    var name = part.getClass().getSimpleName();
    var closing = Thread.ofPlatform().daemon().name("close-" + name).start(() -> run(part, name));
    try {
      var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      if (!closing.join(left)) {
        LOG.warn("a part does not close in time and is left: part={}", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(AutoCloseable part, String name) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("a part did not close well: part={}", name, e);
    }
  }
}
