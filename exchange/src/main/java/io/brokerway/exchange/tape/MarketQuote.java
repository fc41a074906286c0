package io.brokerway.exchange.tape;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The market of one instrument at one moment.
 *
 * @param bidSize units displayed at the bid, in shares or coins
 * @param lastSize units of the latest trade
 * @param dayOpen of the present session, and so {@code dayHigh}, {@code dayLow}: up to this moment
 * @param dayVolume units traded in the present session up to this moment
 * @param previousClose of the trading day before, as this source plays it; 0 if it is not known
 * @param at the wall instant that was asked for
 * @param sizeSlot the number of the span in which the displayed sizes stand; a new span shows new
 *     sizes
 * @param modelled whether the minutes are modelled from a daily bar; else they were recorded
 */
public record MarketQuote(
    Listed listed,
    BigDecimal bid,
    BigDecimal bidSize,
    BigDecimal ask,
    BigDecimal askSize,
    BigDecimal last,
    BigDecimal lastSize,
    BigDecimal dayOpen,
    BigDecimal dayHigh,
    BigDecimal dayLow,
    BigDecimal dayVolume,
    BigDecimal previousClose,
    Instant at,
    long sizeSlot,
    boolean modelled) {

  /** Where the prices come from, said for people: {@code replay:modelled}. */
  public String source() {
    return modelled ? "replay:modelled" : "replay:recorded";
  }
}
