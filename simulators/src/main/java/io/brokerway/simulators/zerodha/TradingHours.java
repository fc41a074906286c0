package io.brokerway.simulators.zerodha;

import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When shares trade: as the source of the prices says, or in the hours of the National Stock
 * Exchange. In the latter case the source must keep the hours of New York, and what happens there
 * from half past nine is played from a quarter past nine in India.
 */
enum TradingHours {
  OF_THE_SOURCE {
    @Override
    Instant played(Instant wall) {
      return wall;
    }

    @Override
    Instant wall(Instant played) {
      return played;
    }

    @Override
    Optional<MarketHours> hours(Instant at) {
      return Optional.empty();
    }

    @Override
    Optional<Instant> nextOpen(Instant after) {
      return Optional.empty();
    }

    @Override
    Optional<Instant> nextClose(Instant after) {
      return Optional.empty();
    }
  },

  NATIONAL_STOCK_EXCHANGE {
    @Override
    Instant played(Instant wall) {
      return wall.atZone(Ist.ZONE).toLocalDateTime().plus(LATER).atZone(NEW_YORK).toInstant();
    }

    @Override
    Instant wall(Instant played) {
      return played.atZone(NEW_YORK).toLocalDateTime().minus(LATER).atZone(Ist.ZONE).toInstant();
    }

    @Override
    Optional<MarketHours> hours(Instant at) {
      return Optional.of(CALENDAR.hoursAt(at));
    }

    @Override
    Optional<Instant> nextOpen(Instant after) {
      var day = CALENDAR.dateOf(after);
      var open = CALENDAR.open(day).filter(moment -> moment.isAfter(after));
      return open.isPresent() ? open : CALENDAR.open(CALENDAR.nextTradingDay(day));
    }

    @Override
    Optional<Instant> nextClose(Instant after) {
      LocalDate day = CALENDAR.dateOf(after);
      var close = CALENDAR.close(day).filter(moment -> moment.isAfter(after));
      return close.isPresent() ? close : CALENDAR.close(CALENDAR.nextTradingDay(day));
    }
  };

  private static final TradingCalendar CALENDAR = TradingCalendar.of(Mic.XNSE);
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Duration LATER = Duration.ofMinutes(15);

  abstract Instant played(Instant wall);

  abstract Instant wall(Instant played);

  /** Empty where the source knows. */
  abstract Optional<MarketHours> hours(Instant at);

  abstract Optional<Instant> nextOpen(Instant after);

  abstract Optional<Instant> nextClose(Instant after);
}
