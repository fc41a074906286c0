package io.brokerway.exchange.tape;

import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.MarketHours;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a venue gets its market from. Pure as far as anything fills by it: the same question has
 * the same answer, or none ({@link #freshQuote}). Thread-safe. A method that takes a {@link Listed}
 * takes only those of this source.
 */
public interface PriceSource {

  /** Everything that trades, by symbol. */
  List<Listed> listings();

  /** Finds an instrument by our spelling of its symbol: {@code AAPL}, {@code BTC-USD}. */
  Optional<Listed> find(String symbol);

  MarketQuote quote(Listed listed, Instant at);

  /**
   * The quote of a moment if it may be traded on: empty where the source does not know the market
   * of that moment. Then nothing fills, and nothing that needs a price has a figure.
   */
  default Optional<MarketQuote> freshQuote(Listed listed, Instant at) {
    return Optional.of(quote(listed, at));
  }

  /** Whether the source may have a fresh quote at any moment of a span, both ends included. */
  default boolean mayHaveQuoted(Listed listed, Instant from, Instant to) {
    return true;
  }

  /** Why there is no fresh quote at a moment, said for people. */
  default String whyNotQuoted(Listed listed, Instant at) {
    return "there is no quote of " + listed.symbol();
  }

  MarketTrade latestTrade(Listed listed, Instant at);

  /** The highest and lowest last price from one instant to another, both included. */
  PriceRange range(Listed listed, Instant from, Instant to);

  /**
   * Bars on wall time that start within {@code [from, to)}, oldest first; the bar in which {@code
   * now} lies shows what happened until then, later ones do not exist yet. Spans without a session
   * have no bar.
   */
  List<Bar> bars(Listed listed, BarSize size, Instant from, Instant to, int limit, Instant now);

  BigDecimal previousClose(Listed listed, Instant at);

  /** The session in which the instrument is, as this source plays it. */
  MarketHours hours(Listed listed, Instant at);

  /**
   * When orders for the day expire that are entered at an instant: the end of the present session,
   * or of the next one if the market is closed.
   *
   * @param extended whether the order takes part in the sessions before and after the regular one
   */
  Instant dayEnd(Listed listed, Instant at, boolean extended);

  /** The first session open after an instant. */
  Instant nextOpen(Listed listed, Instant after);

  /** The first session close after an instant. */
  Instant nextClose(Listed listed, Instant after);

  /** The official opening price of the session that opens at an instant. */
  BigDecimal openPrice(Listed listed, Instant open);

  /** The official closing price of the session that closes at an instant. */
  BigDecimal closePrice(Listed listed, Instant close);

  /** Splits and dividends that come into force within {@code (after, to]}, in order. */
  List<CorporateAction> actions(Instant after, Instant to);

  /** When an option expires; the end of time for what does not. */
  default Instant expiry(Listed listed) {
    return Instant.MAX;
  }

  /**
   * The first moment after an instant at which any option expires; the end of time if none does.
   */
  default Instant nextExpiry(Instant after) {
    return Instant.MAX;
  }
}
