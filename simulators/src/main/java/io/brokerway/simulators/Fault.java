package io.brokerway.simulators;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What goes wrong with the next matching calls.
 *
 * @param broker the prefix of the simulator, such as {@code alpaca}
 * @param method the method in upper case, or {@code *}
 * @param path matches the whole path without the prefix
 * @param times how many calls it spoils, 1 to 1,000,000
 * @param accepts whether the broker does what the call asks
 * @param before how long it waits before that
 * @param after how long it waits between that and the answer
 */
public record Fault(
    String broker,
    String method,
    Pattern path,
    int times,
    boolean accepts,
    Duration before,
    Duration after,
    Answer answer) {
  private static final int MAX_TIMES = 1_000_000;

  public Fault {
    if (times < 1 || times > MAX_TIMES) {
      throw new IllegalArgumentException(
          "times must be 1 to %d, not %d".formatted(MAX_TIMES, times));
    }
    if (before.isNegative() || after.isNegative()) {
      throw new IllegalArgumentException("a delay must not be negative");
    }
  }

  /** Spoils the next call that matches, after the broker has done what it asks. */
  public static Fault afterAccepting(String broker, String method, String path, Answer answer) {
    return new Fault(
        broker, method, Pattern.compile(path), 1, true, Duration.ZERO, Duration.ZERO, answer);
  }

  /** Spoils the next call that matches; the broker does nothing of what it asks. */
  public static Fault withoutAccepting(String broker, String method, String path, Answer answer) {
    return new Fault(
        broker, method, Pattern.compile(path), 1, false, Duration.ZERO, Duration.ZERO, answer);
  }

  public Fault times(int count) {
    return new Fault(broker, method, path, count, accepts, before, after, answer);
  }

  public Fault delayed(Duration beforeAccepting, Duration beforeAnswering) {
    return new Fault(
        broker, method, path, times, accepts, beforeAccepting, beforeAnswering, answer);
  }

  boolean matches(String calledBroker, HttpCall call) {
    return broker.equals(calledBroker)
        && (method.equals("*") || method.equals(call.method()))
        && path.matcher(call.path()).matches();
  }
}
