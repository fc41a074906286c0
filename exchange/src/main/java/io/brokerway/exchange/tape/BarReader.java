package io.brokerway.exchange.tape;

import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Cuts the played days of one instrument into bars on wall time. */
final class BarReader {
  /** No question reaches further back: replays have no beginning of their own. */
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  private static final long LONGEST_PRE_MARKET = Duration.ofHours(6).toMillis();

  private final Series series;
  private final long from;
  private final long to;
  private final int limit;
  private final long now;
  private final List<Bar> bars = new ArrayList<>();

  BarReader(Series series, Instant from, Instant to, int limit, Instant now) {
    this.series = series;
    this.from = Math.max(from.toEpochMilli(), firstInstant(series).toEpochMilli());
    this.to = Math.min(to.toEpochMilli(), now.toEpochMilli());
    this.limit = limit;
    this.now = now.toEpochMilli();
  }

  private static Instant firstInstant(Series series) {
    var history = series.firstDate().minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return history.isBefore(FIRST) ? history : FIRST;
  }

  List<Bar> read(BarSize size) {
    switch (size) {
      case MINUTE_1, MINUTE_5, MINUTE_15, MINUTE_30, HOUR_1 -> readWithinDays(size);
      case DAY_1 -> readDays();
      case WEEK_1 -> readWeeks();
    }
    return bars;
  }

  private void readWithinDays(BarSize size) {
    var session = series.timeline().sessionAt(Instant.ofEpochMilli(from));
    while (bars.size() < limit
        && series.timeline().regular(session).start() - LONGEST_PRE_MARKET < to) {
      if (series.hasBar(session) || !isHistoric(session)) {
        readWithin(series.day(session), size.span().toMillis());
      }
      session = series.timeline().next(session);
    }
  }

  private void readWithin(PlayedDay day, long size) {
    var open = day.span().start();
    var close = day.span().end();
    var first = Math.max(Math.floorDiv(open, size), Math.ceilDiv(from, size));
    for (var start = first * size; start < Math.min(close, to); start += size) {
      if (bars.size() == limit) {
        return;
      }
      var end = Math.min(Math.min(start + size, close), now);
      bars.add(bar(start, day.part(Math.max(start, open), end)));
    }
  }

  private void readDays() {
    var session = series.timeline().sessionAt(Instant.ofEpochMilli(from));
    while (bars.size() < limit && dayStart(session) < to) {
      if (dayStart(session) >= from && hasStarted(session)) {
        bars.add(bar(dayStart(session), dayBar(session)));
      }
      session = series.timeline().next(session);
    }
  }

  private void readWeeks() {
    var session = series.timeline().sessionAt(Instant.ofEpochMilli(from));
    while (weekStart(session) < from) {
      session = series.timeline().next(session);
    }
    while (bars.size() < limit && weekStart(session) < to) {
      var start = weekStart(session);
      var days = new ArrayList<DailyBar>();
      for (; weekStart(session) == start; session = series.timeline().next(session)) {
        if (hasStarted(session)) {
          days.add(dayBar(session));
        }
      }
      if (!days.isEmpty()) {
        bars.add(bar(start, merged(days)));
      }
    }
  }

  private boolean hasStarted(long session) {
    return series.timeline().regular(session).start() < now
        && (series.hasBar(session) || !isHistoric(session));
  }

  /** In a replay every session plays some day; in the history days without a bar are closed. */
  private boolean isHistoric(long session) {
    return series.timeline().historical(session).toEpochDay() == session;
  }

  private DailyBar dayBar(long session) {
    var regular = series.timeline().regular(session);
    return regular.end() <= now
        ? series.bar(session)
        : series.day(session).part(regular.start(), now);
  }

  private static DailyBar merged(List<DailyBar> days) {
    return new DailyBar(
        days.getFirst().date(),
        days.getFirst().open(),
        days.stream().mapToInt(DailyBar::high).max().orElseThrow(),
        days.stream().mapToInt(DailyBar::low).min().orElseThrow(),
        days.getLast().close(),
        days.stream().mapToLong(DailyBar::volume).sum());
  }

  private long dayStart(long session) {
    return startOf(LocalDate.ofEpochDay(session));
  }

  private long weekStart(long session) {
    return startOf(
        LocalDate.ofEpochDay(session).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  private long startOf(LocalDate date) {
    return date.atStartOfDay(series.timeline().zone()).toInstant().toEpochMilli();
  }

  private Bar bar(long start, DailyBar bar) {
    return new Bar(
        Instant.ofEpochMilli(start),
        Scale.price(bar.open()),
        Scale.price(bar.high()),
        Scale.price(bar.low()),
        Scale.price(bar.close()),
        series.scale().size(bar.volume()));
  }
}
