package io.brokerway.brokers.zerodha;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How bars of a size are read: from which candles, and how far at once. Pure.
 *
 * @param interval Kite's name of its candles
 * @param mostDays of one request
 * @param weekly whether they are joined to weeks, which Kite has not
 */
record ZerodhaCandles(String interval, int mostDays, boolean weekly) {
  private static final int TIME = 0;
  private static final int OPEN = 1;
  private static final int HIGH = 2;
  private static final int LOW = 3;
  private static final int CLOSE = 4;
  private static final int VOLUME = 5;
  private static final int MOST_SPANS = 200;

  /** From one moment to another. */
  record Span(Instant from, Instant to) {}

  /** Source: Kite Connect forum on the ranges of historical data, read 2026-11-23. */
  static ZerodhaCandles of(BarSize size) {
    return switch (size) {
      case MINUTE_1 -> new ZerodhaCandles("minute", 60, false);
      case MINUTE_5 -> new ZerodhaCandles("5minute", 100, false);
      case MINUTE_15 -> new ZerodhaCandles("15minute", 200, false);
      case MINUTE_30 -> new ZerodhaCandles("30minute", 200, false);
      case HOUR_1 -> new ZerodhaCandles("60minute", 400, false);
      case DAY_1 -> new ZerodhaCandles("day", 2_000, false);
      case WEEK_1 -> new ZerodhaCandles("day", 2_000, true);
    };
  }

  /** The requests that a span needs, the oldest first. */
  List<Span> spans(Instant from, Instant to) {
    var spans = new ArrayList<Span>();
    var step = Duration.ofDays(mostDays);
    for (var start = from;
        start.isBefore(to) && spans.size() < MOST_SPANS;
        start = start.plus(step)) {
      var end = start.plus(step);
      spans.add(new Span(start, end.isBefore(to) ? end : to));
    }
    return spans;
  }

  /** Adds a bar behind others: to its week, if weeks are wanted; the end of a span comes twice. */
  void add(List<Bar> bars, Bar bar) {
    if (!weekly) {
      if (bars.isEmpty() || bar.start().isAfter(bars.getLast().start())) {
        bars.add(bar);
      }
      return;
    }
    var monday = monday(bar.start());
    if (bars.isEmpty() || !bars.getLast().start().equals(monday)) {
      bars.add(new Bar(monday, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()));
      return;
    }
    var week = bars.getLast();
    bars.set(
        bars.size() - 1,
        new Bar(
            monday,
            week.open(),
            week.high().max(bar.high()),
            week.low().min(bar.low()),
            bar.close(),
            week.volume().add(bar.volume())));
  }

  private static Instant monday(Instant at) {
    return ZonedDateTime.ofInstant(at, ZerodhaFigures.INDIA)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
        .with(LocalTime.MIDNIGHT)
        .toInstant();
  }

  static Bar bar(List<JsonNode> candle) {
    if (candle.size() <= VOLUME || !candle.get(TIME).isString()) {
      throw new UnexpectedReply("Zerodha sent a candle of another shape");
    }
    return new Bar(
        ZerodhaFigures.candleTime(candle.get(TIME).asString()),
        figure(candle.get(OPEN)),
        figure(candle.get(HIGH)),
        figure(candle.get(LOW)),
        figure(candle.get(CLOSE)),
        figure(candle.get(VOLUME)));
  }

  private static BigDecimal figure(JsonNode cell) {
    if (!cell.isNumber()) {
      throw new UnexpectedReply("Zerodha sent a candle without its figures");
    }
    return ZerodhaFigures.required("candle", cell.decimalValue());
  }
}
