package io.brokerway.simulators.zerodha;

import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Candles of every interval, put together from the bars of the source. */
final class Candles {
  private static final LocalTime OPEN = LocalTime.of(9, 15);
  private static final int MOST_BARS = 200_000;

  /**
   * An interval.
   *
   * @param days that a request may span
   * @param size of the bars that it is put together from
   */
  private record Interval(int days, Duration span, BarSize size) {}

  private static final Map<String, Interval> INTERVALS =
      Map.of(
          "minute", new Interval(60, Duration.ofMinutes(1), BarSize.MINUTE_1),
          "3minute", new Interval(100, Duration.ofMinutes(3), BarSize.MINUTE_1),
          "5minute", new Interval(100, Duration.ofMinutes(5), BarSize.MINUTE_5),
          "10minute", new Interval(100, Duration.ofMinutes(10), BarSize.MINUTE_5),
          "15minute", new Interval(200, Duration.ofMinutes(15), BarSize.MINUTE_5),
          "30minute", new Interval(200, Duration.ofMinutes(30), BarSize.MINUTE_5),
          "60minute", new Interval(400, Duration.ofMinutes(60), BarSize.MINUTE_5),
          "day", new Interval(2_000, Duration.ofDays(1), BarSize.DAY_1));

  private final PriceSource prices;

  Candles(PriceSource prices) {
    this.prices = prices;
  }

  ObjectNode read(KiteInstrument instrument, String name, Params query, Instant now) {
    var interval = INTERVALS.get(name);
    if (interval == null) {
      throw Params.invalid("interval");
    }
    var from = time(query, "from");
    var to = time(query, "to");
    if (from.isAfter(to)) {
      throw Refusal.input("invalid from date");
    }
    if (Duration.between(from, to).compareTo(Duration.ofDays(interval.days())) > 0) {
      throw Refusal.input("interval exceeds max limit: %d days".formatted(interval.days()));
    }
    var bars =
        prices.bars(instrument.listed(), interval.size(), from, to.plusSeconds(1), MOST_BARS, now);
    var data = Json.object();
    var candles = data.putArray("candles");
    var withInterest = query.flag("oi");
    for (var candle : merged(bars, interval)) {
      var row = candles.addArray().add(Ist.candle(candle.start()));
      row.add(candle.open()).add(candle.high()).add(candle.low()).add(candle.close());
      row.add(candle.volume().longValue());
      if (withInterest) {
        row.add(0);
      }
    }
    return data;
  }

  private static Instant time(Params query, String name) {
    try {
      var text = query.required(name);
      return Ist.parse(text.length() == 10 ? text + " 00:00:00" : text);
    } catch (DateTimeException e) {
      throw Refusal.input("invalid %s date".formatted(name));
    }
  }

  private static List<Bar> merged(List<Bar> bars, Interval interval) {
    var byStart = new LinkedHashMap<Instant, Bar>();
    for (var bar : bars) {
      var start = start(bar.start(), interval);
      byStart.put(start, joined(byStart.get(start), bar, start));
    }
    return List.copyOf(byStart.values());
  }

  private static Bar joined(@Nullable Bar before, Bar bar, Instant start) {
    return before == null
        ? new Bar(start, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume())
        : new Bar(
            start,
            before.open(),
            before.high().max(bar.high()),
            before.low().min(bar.low()),
            bar.close(),
            before.volume().add(bar.volume()));
  }

  /** Candles are counted from the opening of their day; that of a day begins with it. */
  private static Instant start(Instant at, Interval interval) {
    var day = Ist.date(at);
    if (interval.size() == BarSize.DAY_1) {
      return day.atStartOfDay(Ist.ZONE).toInstant();
    }
    var open = day.atTime(OPEN).atZone(Ist.ZONE).toInstant();
    var count = Math.floorDiv(Duration.between(open, at).toSeconds(), interval.span().toSeconds());
    return open.plus(interval.span().multipliedBy(count));
  }
}
