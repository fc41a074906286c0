package io.brokerway.simulators;

import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.exchange.tape.CorporateAction;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.exchange.tape.MarketTrade;
import io.brokerway.exchange.tape.PriceRange;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The prices of another source with as much on display as told, so that orders fill in parts on
 * purpose. Not pure, unlike others: what is displayed changes with {@link #show}. Thread-safe.
 */
public final class ThinPrices implements PriceSource {

  /** What is displayed until it is taken. */
  private record Display(BigDecimal units, long slot) {}

  private final PriceSource prices;
  private volatile @Nullable Display display;

  private ThinPrices(PriceSource prices) {
    this.prices = prices;
  }

  /** The prices of a source, which displays what it does until told otherwise. */
  public static ThinPrices of(PriceSource prices) {
    return new ThinPrices(prices);
  }

  /**
   * Displays so many units at bid and ask of every instrument; once an account took them there is
   * nothing more for it until the next call.
   *
   * @param units above 0
   */
  public synchronized void show(BigDecimal units) {
    if (units.signum() <= 0) {
      throw new IllegalArgumentException("units must be above 0, not " + units);
    }
    var before = display;
    // Slots below 0 are none of the other source's.
    display = new Display(units, before == null ? -1 : before.slot() - 1);
  }

  @Override
  public MarketQuote quote(Listed listed, Instant at) {
    var quote = prices.quote(listed, at);
    var shown = display;
    if (shown == null) {
      return quote;
    }
    return new MarketQuote(
        quote.listed(),
        quote.bid(),
        shown.units(),
        quote.ask(),
        shown.units(),
        quote.last(),
        quote.lastSize(),
        quote.dayOpen(),
        quote.dayHigh(),
        quote.dayLow(),
        quote.dayVolume(),
        quote.previousClose(),
        quote.at(),
        shown.slot(),
        quote.modelled());
  }

  @Override
  public List<Listed> listings() {
    return prices.listings();
  }

  @Override
  public Optional<Listed> find(String symbol) {
    return prices.find(symbol);
  }

  @Override
  public MarketTrade latestTrade(Listed listed, Instant at) {
    return prices.latestTrade(listed, at);
  }

  @Override
  public PriceRange range(Listed listed, Instant from, Instant to) {
    return prices.range(listed, from, to);
  }

  @Override
  public List<Bar> bars(
      Listed listed, BarSize size, Instant from, Instant to, int limit, Instant now) {
    return prices.bars(listed, size, from, to, limit, now);
  }

  @Override
  public BigDecimal previousClose(Listed listed, Instant at) {
    return prices.previousClose(listed, at);
  }

  @Override
  public MarketHours hours(Listed listed, Instant at) {
    return prices.hours(listed, at);
  }

  @Override
  public Instant dayEnd(Listed listed, Instant at, boolean extended) {
    return prices.dayEnd(listed, at, extended);
  }

  @Override
  public Instant nextOpen(Listed listed, Instant after) {
    return prices.nextOpen(listed, after);
  }

  @Override
  public Instant nextClose(Listed listed, Instant after) {
    return prices.nextClose(listed, after);
  }

  @Override
  public BigDecimal openPrice(Listed listed, Instant open) {
    return prices.openPrice(listed, open);
  }

  @Override
  public BigDecimal closePrice(Listed listed, Instant close) {
    return prices.closePrice(listed, close);
  }

  @Override
  public List<CorporateAction> actions(Instant after, Instant to) {
    return prices.actions(after, to);
  }
}
