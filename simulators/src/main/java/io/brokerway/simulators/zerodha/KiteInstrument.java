package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A row of the instruments dump.
 *
 * @param token {@code exchangeToken * 256} and the number of the segment
 * @param isin not in the dump: holdings show it; empty for an index
 * @param listed what its delivery book is at the venue
 */
record KiteInstrument(
    String exchange,
    String tradingsymbol,
    String name,
    long token,
    String isin,
    String segment,
    Listed listed) {
  static final BigDecimal TICK = new BigDecimal("0.05");

  String key() {
    return exchange + ":" + tradingsymbol;
  }

  long exchangeToken() {
    return token >> 8;
  }

  boolean isIndex() {
    return segment.equals("INDICES");
  }

  /** Whether a price lies on the grid of prices. */
  static boolean isOnTick(BigDecimal price) {
    return price.remainder(TICK).signum() == 0;
  }

  static BigDecimal toTick(BigDecimal price, RoundingMode mode) {
    return price.divide(TICK, 0, mode).multiply(TICK).max(TICK);
  }
}
