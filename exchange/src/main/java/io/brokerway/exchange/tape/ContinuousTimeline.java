package io.brokerway.exchange.tape;

import io.brokerway.broker.market.MarketHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A market that never closes: each UTC day is a session.
 *
 * @param epoch the epoch day that plays the window's first day
 */
record ContinuousTimeline(long epoch, Window window) implements Timeline {
  private static final long DAY = 86_400_000;

  @Override
  public long sessionAt(Instant instant) {
    return Math.floorDiv(instant.toEpochMilli(), DAY);
  }

  @Override
  public long previous(long session) {
    return session - 1;
  }

  @Override
  public long next(long session) {
    return session + 1;
  }

  @Override
  public Span regular(long session) {
    return new Span(session * DAY, (session + 1) * DAY);
  }

  @Override
  public long extendedEnd(long session) {
    return (session + 1) * DAY;
  }

  @Override
  public LocalDate historical(long session) {
    return window.isItself() ? LocalDate.ofEpochDay(session) : window.at(session - epoch);
  }

  @Override
  public MarketHours hours(Instant instant) {
    var midnight = Instant.ofEpochMilli((sessionAt(instant) + 1) * DAY);
    return new MarketHours(MarketHours.Session.REGULAR, instant, midnight, midnight);
  }

  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }
}
