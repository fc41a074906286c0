package io.brokerway.exchange.tape;

import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.MarketHours;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shipped historical prices, played on the wall clock. Thread-safe. */
public final class Tape implements PriceSource {
  private final Map<String, Series> series;
  private final List<Listed> listings;

  private Tape(Map<String, Series> series) {
    this.series = Map.copyOf(series);
    this.listings =
        series.values().stream()
            .map(Series::listed)
            .sorted(Comparator.comparing(Listed::symbol))
            .toList();
  }

  /** Loads the shipped prices; two tapes of equal configuration agree to the last digit. */
  public static Tape of(TapeConfig config) {
    return new Tape(SeriesLoader.load(config));
  }

  @Override
  public List<Listed> listings() {
    return listings;
  }

  @Override
  public Optional<Listed> find(String symbol) {
    return Optional.ofNullable(series.get(symbol)).map(Series::listed);
  }

  @Override
  public MarketQuote quote(Listed listed, Instant at) {
    var of = series(listed);
    var day = of.at(at);
    var slot = day.slot(at);
    var tape = day.tape();
    return new MarketQuote(
        of.listed(),
        Scale.price(day.bid(at)),
        of.scale().size(tape.bidSize(slot)),
        Scale.price(day.ask(at)),
        of.scale().size(tape.askSize(slot)),
        Scale.price(day.last(at)),
        lastSize(of, day, slot),
        Scale.price(tape.open()),
        Scale.price(day.high(at)),
        Scale.price(day.low(at)),
        of.scale().size(day.volume(at)),
        Scale.price(day.previousClose()),
        at,
        day.slotNumber(slot),
        tape.isModelled());
  }

  /** A quarter of what was displayed, in whole lots: the size of a usual print. */
  private static BigDecimal lastSize(Series of, PlayedDay day, int slot) {
    var lot = of.scale().lot();
    return of.scale().size(Math.max(lot, day.tape().askSize(slot) / 4 / lot * lot));
  }

  @Override
  public MarketTrade latestTrade(Listed listed, Instant at) {
    var of = series(listed);
    var day = of.at(at);
    var second = day.position(at) / 1000;
    return new MarketTrade(
        of.listed(),
        second + 1,
        Scale.price(day.last(at)),
        lastSize(of, day, day.slot(at)),
        Instant.ofEpochMilli(day.span().start() + second * 1000));
  }

  @Override
  public PriceRange range(Listed listed, Instant from, Instant to) {
    var of = series(listed);
    var day = of.at(from);
    var last = of.at(to).session();
    var part = day.part(from.toEpochMilli(), to.toEpochMilli());
    var high = part.high();
    var low = part.low();
    while (day.session() < last) {
      day = of.day(of.timeline().next(day.session()));
      part = day.part(day.span().start(), to.toEpochMilli());
      high = Math.max(high, part.high());
      low = Math.min(low, part.low());
    }
    return new PriceRange(Scale.price(high), Scale.price(low));
  }

  @Override
  public List<Bar> bars(
      Listed listed, BarSize size, Instant from, Instant to, int limit, Instant now) {
    return List.copyOf(new BarReader(series(listed), from, to, limit, now).read(size));
  }

  @Override
  public BigDecimal previousClose(Listed listed, Instant at) {
    return Scale.price(series(listed).at(at).previousClose());
  }

  @Override
  public MarketHours hours(Listed listed, Instant at) {
    return series(listed).timeline().hours(at);
  }

  @Override
  public Instant dayEnd(Listed listed, Instant at, boolean extended) {
    var timeline = series(listed).timeline();
    var session = timeline.sessionAt(at);
    var end = end(timeline, session, extended);
    return Instant.ofEpochMilli(
        end > at.toEpochMilli() ? end : end(timeline, timeline.next(session), extended));
  }

  private static long end(Timeline timeline, long session, boolean extended) {
    return extended ? timeline.extendedEnd(session) : timeline.regular(session).end();
  }

  @Override
  public Instant nextOpen(Listed listed, Instant after) {
    var timeline = series(listed).timeline();
    var next = timeline.next(timeline.sessionAt(after));
    return Instant.ofEpochMilli(timeline.regular(next).start());
  }

  @Override
  public Instant nextClose(Listed listed, Instant after) {
    return dayEnd(listed, after, false);
  }

  @Override
  public BigDecimal openPrice(Listed listed, Instant open) {
    var of = series(listed);
    return Scale.price(of.bar(of.timeline().sessionAt(open)).open());
  }

  @Override
  public BigDecimal closePrice(Listed listed, Instant close) {
    var of = series(listed);
    return Scale.price(of.bar(of.timeline().sessionAt(close.minusMillis(1))).close());
  }

  @Override
  public List<CorporateAction> actions(Instant after, Instant to) {
    var actions = new ArrayList<CorporateAction>();
    for (var listed : listings) {
      var of = series(listed);
      if (!of.factors().rows().isEmpty()) {
        addActions(of, after, to, actions);
      }
    }
    actions.sort(
        Comparator.comparing(CorporateAction::at)
            .thenComparing(action -> action.listed().symbol()));
    return actions;
  }

  private static void addActions(
      Series of, Instant after, Instant to, List<CorporateAction> actions) {
    var timeline = of.timeline();
    var session = timeline.next(timeline.sessionAt(after));
    while (timeline.regular(session).start() <= to.toEpochMilli()) {
      var date = timeline.historical(session);
      var before = timeline.historical(timeline.previous(session));
      var at = Instant.ofEpochMilli(timeline.regular(session).start());
      for (var change : of.factors().within(before, date)) {
        if (change.splitRatio().compareTo(BigDecimal.ONE) != 0) {
          actions.add(new CorporateAction.Split(of.listed(), date, at, change.splitRatio()));
        }
        if (change.dividend().signum() > 0) {
          actions.add(new CorporateAction.Dividend(of.listed(), date, at, change.dividend()));
        }
      }
      session = timeline.next(session);
    }
  }

  private Series series(Listed listed) {
    var known = series.get(listed.symbol());
    if (known == null) {
      throw new IllegalArgumentException("no prices for " + listed.symbol());
    }
    return known;
  }
}
