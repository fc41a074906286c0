package io.brokerway.conformance;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition, within a limit, asking less and less often. */
final class Patience {
  static final Duration LIMIT = Duration.ofSeconds(15);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

  private Patience() {}

  /**
   * The first answer that fits.
   *
   * @throws AssertionError with the last answer, if none did in time
   */
  static <T> T until(String what, Supplier<T> question, Predicate<T> fits) {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    var pause = FIRST_PAUSE;
    while (true) {
      var answer = question.get();
      if (fits.test(answer)) {
        return answer;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "%s did not come within %s; the last answer was %s".formatted(what, LIMIT, answer));
      }
      LockSupport.parkNanos(pause.toNanos());
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }
}
