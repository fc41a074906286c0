package io.brokerway.broker.account;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account was worth over a span of time, as the broker keeps it.
 *
 * @param base what profits are counted from; absent if the broker does not say
 * @param points the oldest first
 */
public record EquityHistory(@Nullable BigDecimal base, List<Point> points) {
  public EquityHistory {
    points = List.copyOf(points);
  }

  /**
   * The worth at a moment.
   *
   * @param profit since the base; absent if the broker does not say
   * @param profitRatio the same as a fraction of the base: 0.01 is one percent
   */
  public record Point(
      Instant at,
      BigDecimal equity,
      @Nullable BigDecimal profit,
      @Nullable BigDecimal profitRatio) {}
}
