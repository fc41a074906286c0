package io.brokerway.server.rest.v1;

import io.brokerway.broker.market.Bar;
import java.math.BigDecimal;
import java.time.Instant;

/** The prices of one span of time, which starts at {@code start}. */
record BarResource(
    Instant start,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal volume) {

  static BarResource of(Bar bar) {
    return new BarResource(
        bar.start(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
  }
}
