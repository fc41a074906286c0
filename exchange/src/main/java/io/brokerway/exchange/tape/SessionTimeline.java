package io.brokerway.exchange.tape;

import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A market with the real hours and holidays of its calendar.
 *
 * @param epoch the epoch day that plays the window's first day
 */
record SessionTimeline(TradingCalendar calendar, long epoch, Window window) implements Timeline {
  /** After early closes too, as the calendars of the market data have it. */
  private static final LocalTime POST_MARKET_CLOSE = LocalTime.of(20, 0);

  private static final int WEEKDAYS = 5;
  private static final int MAX_CLOSED_DAYS_IN_A_ROW = 30;

  @Override
  public long sessionAt(Instant instant) {
    var date = calendar.dateOf(instant);
    var open = calendar.open(date);
    if (open.isPresent() && !instant.isBefore(open.get())) {
      return date.toEpochDay();
    }
    return previous(date.toEpochDay());
  }

  @Override
  public long previous(long session) {
    for (var day = session - 1; day >= session - MAX_CLOSED_DAYS_IN_A_ROW; day--) {
      if (calendar.isTradingDay(LocalDate.ofEpochDay(day))) {
        return day;
      }
    }
    throw new IllegalStateException("no session within a month before day " + session);
  }

  @Override
  public long next(long session) {
    return calendar.nextTradingDay(LocalDate.ofEpochDay(session)).toEpochDay();
  }

  @Override
  public Span regular(long session) {
    var date = LocalDate.ofEpochDay(session);
    return new Span(
        calendar.open(date).orElseThrow().toEpochMilli(),
        calendar.close(date).orElseThrow().toEpochMilli());
  }

  @Override
  public long extendedEnd(long session) {
    return LocalDate.ofEpochDay(session)
        .atTime(POST_MARKET_CLOSE)
        .atZone(calendar.zone())
        .toInstant()
        .toEpochMilli();
  }

  @Override
  public LocalDate historical(long session) {
    return window.isItself()
        ? LocalDate.ofEpochDay(session)
        : window.at(weekdaysTo(session) - weekdaysTo(epoch));
  }

  /** Weekdays since a Monday: holidays use up a turn, so that a turn needs no counting of them. */
  private static long weekdaysTo(long day) {
    var sinceMonday = day + 3;
    var weeks = Math.floorDiv(sinceMonday, 7L);
    return weeks * WEEKDAYS + Math.min(Math.floorMod(sinceMonday, 7L), WEEKDAYS);
  }

  @Override
  public MarketHours hours(Instant instant) {
    return calendar.hoursAt(instant);
  }

  @Override
  public ZoneId zone() {
    return calendar.zone();
  }
}
