package io.brokerway.broker.market;

import io.brokerway.broker.instrument.Instrument;
import java.time.Instant;

/**
 * Which bars to read.
 *
 * @param from the start of the first bar, inclusive
 * @param to the start of the last bar, exclusive
 * @param limit at most so many, the oldest first, 1 to 10,000
 */
public record BarQuery(Instrument instrument, BarSize size, Instant from, Instant to, int limit) {
  public static final int MAX_BARS = 10_000;

  public BarQuery {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from must be before to");
    }
    if (limit < 1 || limit > MAX_BARS) {
      throw new IllegalArgumentException(
          "limit must be 1 to %d, not %d".formatted(MAX_BARS, limit));
    }
  }
}
