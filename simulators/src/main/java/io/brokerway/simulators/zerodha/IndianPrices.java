package io.brokerway.simulators.zerodha;

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
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Indian prices modelled from those of another source: each instrument follows a share of it,
 * scaled and laid on the grid of prices. As pure as the other source; there are no corporate
 * actions.
 */
final class IndianPrices implements PriceSource {
  private final PriceSource base;
  private final Instruments instruments;
  private final Books books;
  private final TradingHours hours;

  IndianPrices(PriceSource base, Instruments instruments, Books books, TradingHours hours) {
    this.base = base;
    this.instruments = instruments;
    this.books = books;
    this.hours = hours;
  }

  @Override
  public List<Listed> listings() {
    return instruments.all().stream().map(KiteInstrument::listed).toList();
  }

  @Override
  public Optional<Listed> find(String symbol) {
    return books.listed(symbol);
  }

  @Override
  public MarketQuote quote(Listed listed, Instant at) {
    var quote = base.quote(model(listed), hours.played(at));
    var factor = factor(listed);
    var bid = KiteInstrument.toTick(quote.bid().multiply(factor), RoundingMode.DOWN);
    var ask = KiteInstrument.toTick(quote.ask().multiply(factor), RoundingMode.UP);
    return new MarketQuote(
        listed,
        bid,
        quote.bidSize(),
        ask.max(bid.add(KiteInstrument.TICK)),
        quote.askSize(),
        price(quote.last(), listed),
        quote.lastSize(),
        price(quote.dayOpen(), listed),
        price(quote.dayHigh(), listed),
        price(quote.dayLow(), listed),
        quote.dayVolume(),
        price(quote.previousClose(), listed),
        at,
        quote.sizeSlot(),
        quote.modelled());
  }

  @Override
  public MarketTrade latestTrade(Listed listed, Instant at) {
    var trade = base.latestTrade(model(listed), hours.played(at));
    return new MarketTrade(
        listed, trade.id(), price(trade.price(), listed), trade.size(), hours.wall(trade.at()));
  }

  @Override
  public PriceRange range(Listed listed, Instant from, Instant to) {
    var range = base.range(model(listed), hours.played(from), hours.played(to));
    return new PriceRange(price(range.high(), listed), price(range.low(), listed));
  }

  @Override
  public List<Bar> bars(
      Listed listed, BarSize size, Instant from, Instant to, int limit, Instant now) {
    var played =
        base.bars(
            model(listed), size, hours.played(from), hours.played(to), limit, hours.played(now));
    return played.stream()
        .filter(bar -> size == BarSize.DAY_1 || isTrading(hours.wall(bar.start())))
        .map(bar ->
            new Bar(
                hours.wall(bar.start()),
                price(bar.open(), listed),
                price(bar.high(), listed),
                price(bar.low(), listed),
                price(bar.close(), listed),
                bar.volume()))
        .toList();
  }

  /** The source's session is a quarter of an hour longer than India's. */
  private boolean isTrading(Instant at) {
    return hours.hours(at).map(MarketHours::isRegular).orElse(true);
  }

  @Override
  public BigDecimal previousClose(Listed listed, Instant at) {
    return price(base.previousClose(model(listed), hours.played(at)), listed);
  }

  @Override
  public MarketHours hours(Listed listed, Instant at) {
    return hours.hours(at).orElseGet(() -> base.hours(model(listed), at));
  }

  @Override
  public Instant dayEnd(Listed listed, Instant at, boolean extended) {
    return nextClose(listed, at);
  }

  @Override
  public Instant nextOpen(Listed listed, Instant after) {
    return hours.nextOpen(after).orElseGet(() -> base.nextOpen(model(listed), after));
  }

  @Override
  public Instant nextClose(Listed listed, Instant after) {
    return hours.nextClose(after).orElseGet(() -> base.nextClose(model(listed), after));
  }

  @Override
  public BigDecimal openPrice(Listed listed, Instant open) {
    return quote(listed, open).last();
  }

  @Override
  public BigDecimal closePrice(Listed listed, Instant close) {
    return quote(listed, close.minusMillis(1)).last();
  }

  @Override
  public List<CorporateAction> actions(Instant after, Instant to) {
    return List.of();
  }

  private Listed model(Listed listed) {
    var symbol = instruments.model(books.of(listed).instrument().key()).symbol();
    return base.find(symbol).orElseThrow();
  }

  private BigDecimal factor(Listed listed) {
    return instruments.model(books.of(listed).instrument().key()).factor();
  }

  private BigDecimal price(BigDecimal modelled, Listed listed) {
    return KiteInstrument.toTick(modelled.multiply(factor(listed)), RoundingMode.HALF_UP);
  }
}
