package io.brokerway.broker.account;

import io.brokerway.broker.market.BarSize;
import java.time.Instant;

/**
 * Which part of an account's past worth to read.
 *
 * @param size the time between two points
 * @param from inclusive
 * @param to exclusive
 */
public record EquityHistoryQuery(BarSize size, Instant from, Instant to) {
  public EquityHistoryQuery {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from must be before to");
    }
  }
}
