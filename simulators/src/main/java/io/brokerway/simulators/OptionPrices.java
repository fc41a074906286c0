package io.brokerway.simulators;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.instrument.OsiSymbol;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The prices of another source and those of options on its shares, modelled from them. As pure as
 * the other source. Options are found by symbol and not among the listings: there are too many.
 *
 * <p>An option on a share that splits is not adjusted.
 */
public final class OptionPrices implements PriceSource {
  private static final Duration DAY = Duration.ofDays(1);
  private static final BigDecimal SHARES_PER_CONTRACT = new BigDecimal(100);
  private static final BigDecimal SHARES_PER_DAYS_CONTRACT = new BigDecimal(10_000);
  private static final long SPREAD_PART = 100;

  private final PriceSource shares;

  private OptionPrices(PriceSource shares) {
    this.shares = shares;
  }

  public static OptionPrices over(PriceSource shares) {
    return new OptionPrices(shares);
  }

  /** The share that an option is on. */
  private Listed share(Listed option) {
    return shares.find(contract(option).underlying()).orElseThrow();
  }

  @Override
  public List<Listed> listings() {
    return shares.listings();
  }

  @Override
  public Optional<Listed> find(String symbol) {
    if (!OsiSymbol.matches(symbol)) {
      return shares.find(symbol);
    }
    try {
      var osi = OsiSymbol.parse(symbol);
      return shares.find(osi.root()).flatMap(share -> OptionChain.contract(osi, share));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public MarketQuote quote(Listed listed, Instant at) {
    if (!listed.isOption()) {
      return shares.quote(listed, at);
    }
    var moment = trading(listed, at);
    var share = shares.quote(share(listed), moment);
    var left = left(listed, moment);
    var model = model(listed);
    var cents = model.cents(share.last(), left);
    var half = Math.max(1, cents / SPREAD_PART);
    var one = model.cents(share.dayHigh(), left);
    var other = model.cents(share.dayLow(), left);
    return new MarketQuote(
        listed,
        price(Math.max(1, cents - half)),
        contracts(share.bidSize()),
        price(cents + half),
        contracts(share.askSize()),
        price(cents),
        BigDecimal.ONE,
        price(model.cents(share.dayOpen(), left)),
        price(Math.max(Math.max(one, other), cents)),
        price(Math.min(Math.min(one, other), cents)),
        share.dayVolume().divide(SHARES_PER_DAYS_CONTRACT, 0, RoundingMode.DOWN),
        previousClose(listed, at),
        at,
        share.sizeSlot(),
        true);
  }

  @Override
  public MarketTrade latestTrade(Listed listed, Instant at) {
    if (!listed.isOption()) {
      return shares.latestTrade(listed, at);
    }
    var trade = shares.latestTrade(share(listed), trading(listed, at));
    var cents = model(listed).cents(trade.price(), left(listed, trade.at()));
    return new MarketTrade(listed, trade.id(), price(cents), BigDecimal.ONE, trade.at());
  }

  @Override
  public PriceRange range(Listed listed, Instant from, Instant to) {
    if (!listed.isOption()) {
      return shares.range(listed, from, to);
    }
    var range = shares.range(share(listed), trading(listed, from), trading(listed, to));
    var model = model(listed);
    var calls = contract(listed).osi().right() == OptionRight.CALL;
    var best = calls ? range.high() : range.low();
    var worst = calls ? range.low() : range.high();
    return new PriceRange(
        price(model.cents(best, left(listed, from))), price(model.cents(worst, left(listed, to))));
  }

  @Override
  public List<Bar> bars(
      Listed listed, BarSize size, Instant from, Instant to, int limit, Instant now) {
    if (!listed.isOption()) {
      return shares.bars(listed, size, from, to, limit, now);
    }
    var end = expiry(listed).isBefore(to) ? expiry(listed) : to;
    if (!from.isBefore(end)) {
      return List.of();
    }
    return shares.bars(share(listed), size, from, end, limit, now).stream()
        .map(bar -> bar(listed, bar))
        .toList();
  }

  private Bar bar(Listed listed, Bar bar) {
    var model = model(listed);
    var left = left(listed, bar.start());
    var one = model.cents(bar.high(), left);
    var other = model.cents(bar.low(), left);
    return new Bar(
        bar.start(),
        price(model.cents(bar.open(), left)),
        price(Math.max(one, other)),
        price(Math.min(one, other)),
        price(model.cents(bar.close(), left)),
        bar.volume().divide(SHARES_PER_DAYS_CONTRACT, 0, RoundingMode.DOWN));
  }

  @Override
  public BigDecimal previousClose(Listed listed, Instant at) {
    if (!listed.isOption()) {
      return shares.previousClose(listed, at);
    }
    var moment = trading(listed, at);
    var before = shares.previousClose(share(listed), moment);
    return price(model(listed).cents(before, left(listed, moment).plus(DAY)));
  }

  @Override
  public MarketHours hours(Listed listed, Instant at) {
    if (!listed.isOption()) {
      return shares.hours(listed, at);
    }
    var hours = shares.hours(share(listed), at);
    return at.isBefore(expiry(listed))
        ? hours
        : new MarketHours(MarketHours.Session.CLOSED, hours.asOf(), null, null);
  }

  @Override
  public Instant dayEnd(Listed listed, Instant at, boolean extended) {
    return shares.dayEnd(traded(listed), at, extended);
  }

  @Override
  public Instant nextOpen(Listed listed, Instant after) {
    return shares.nextOpen(traded(listed), after);
  }

  @Override
  public Instant nextClose(Listed listed, Instant after) {
    return shares.nextClose(traded(listed), after);
  }

  @Override
  public BigDecimal openPrice(Listed listed, Instant open) {
    return listed.isOption()
        ? price(model(listed).cents(shares.openPrice(share(listed), open), left(listed, open)))
        : shares.openPrice(listed, open);
  }

  @Override
  public BigDecimal closePrice(Listed listed, Instant close) {
    return listed.isOption()
        ? price(model(listed).cents(shares.closePrice(share(listed), close), left(listed, close)))
        : shares.closePrice(listed, close);
  }

  @Override
  public List<CorporateAction> actions(Instant after, Instant to) {
    return shares.actions(after, to);
  }

  @Override
  public Instant expiry(Listed listed) {
    return listed.isOption() ? OptionChain.end(contract(listed).osi().expiry()) : Instant.MAX;
  }

  @Override
  public Instant nextExpiry(Instant after) {
    return OptionChain.nextEnd(after);
  }

  /** The instant itself, or the option's last one: after that its price stands. */
  private Instant trading(Listed listed, Instant at) {
    var end = expiry(listed);
    return at.isBefore(end) ? at : end;
  }

  private Duration left(Listed listed, Instant at) {
    return Duration.between(at, expiry(listed));
  }

  private Listed traded(Listed listed) {
    return listed.isOption() ? share(listed) : listed;
  }

  private static OptionModel model(Listed listed) {
    var osi = contract(listed).osi();
    return new OptionModel(osi.right(), osi.strike());
  }

  private static Instrument.Option contract(Listed listed) {
    if (listed.instrument() instanceof Instrument.Option option) {
      return option;
    }
    throw new IllegalArgumentException(listed.symbol() + " is no option");
  }

  private static BigDecimal contracts(BigDecimal displayed) {
    return displayed.divide(SHARES_PER_CONTRACT, 0, RoundingMode.DOWN).max(BigDecimal.ONE);
  }

  private static BigDecimal price(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
