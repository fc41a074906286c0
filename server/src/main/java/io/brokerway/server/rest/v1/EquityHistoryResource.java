package io.brokerway.server.rest.v1;

import io.brokerway.broker.account.EquityHistory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account was worth, as its broker keeps it.
 *
 * @param base what profits are counted from; null if the broker does not say
 * @param points oldest first
 */
record EquityHistoryResource(@Nullable BigDecimal base, List<Point> points) {

  /**
   * The worth at a moment.
   *
   * @param profitRatio as a fraction of the base: 0.01 is one percent
   */
  record Point(
      Instant at,
      BigDecimal equity,
      @Nullable BigDecimal profit,
      @Nullable BigDecimal profitRatio) {}

  static EquityHistoryResource of(EquityHistory history) {
    return new EquityHistoryResource(
        history.base(),
        history.points().stream()
            .map(
                point -> new Point(point.at(), point.equity(), point.profit(), point.profitRatio()))
            .toList());
  }
}
