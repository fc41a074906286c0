package io.brokerway.server.rest.v1;

import io.brokerway.broker.market.TradingDay;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day on which a market trades.
 *
 * @param firstOpen of the earliest session; null if the venue does not say
 * @param lastClose of the latest session; null if it does not say
 * @param settlement when trades of the day settle; null if it does not say
 */
record TradingDayResource(
    LocalDate date,
    Instant open,
    Instant close,
    @Nullable Instant firstOpen,
    @Nullable Instant lastClose,
    @Nullable LocalDate settlement) {

  static TradingDayResource of(TradingDay day) {
    return new TradingDayResource(
        day.date(), day.open(), day.close(), day.firstOpen(), day.lastClose(), day.settlement());
  }
}
