package io.brokerway.exchange.tape;

import io.brokerway.broker.market.MarketHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Which session an instant falls in and which historical day that session plays. Sessions are
 * numbered by the epoch day of the market's date. Immutable.
 */
sealed interface Timeline permits ContinuousTimeline, SessionTimeline {

  /** The session that is open at an instant, or the last one that was. */
  long sessionAt(Instant instant);

  long previous(long session);

  long next(long session);

  /** The regular hours of a session. */
  Span regular(long session);

  /** When trading after the regular hours ends; the regular end if there is none. */
  long extendedEnd(long session);

  LocalDate historical(long session);

  MarketHours hours(Instant instant);

  /** The zone of the market's dates. */
  ZoneId zone();
}
