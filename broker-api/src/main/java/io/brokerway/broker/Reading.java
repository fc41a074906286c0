package io.brokerway.broker;

import java.time.Instant;
import java.util.function.Function;

/**
 * What a broker told us, with the moment from which it may lack what happened since.
 *
 * @param startedAt when the read started, on the broker's clock: a fill executed after it may not
 *     be in the value
 * @param complete whether the broker gave all of it: in an incomplete reading what is missing is
 *     not gone
 */
public record Reading<T>(T value, Instant startedAt, boolean complete) {

  public static <T> Reading<T> complete(T value, Instant startedAt) {
    return new Reading<>(value, startedAt, true);
  }

  /** The same moment for another form of the value. */
  public <R> Reading<R> map(Function<T, R> form) {
    return new Reading<>(form.apply(value), startedAt, complete);
  }
}
