package io.brokerway.broker.market;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day on which a market trades, as the venue says.
 *
 * @param date by the market's own calendar
 * @param open of the regular session
 * @param close of the regular session
 * @param firstOpen of the earliest session of the day; absent if the venue does not say
 * @param lastClose of the latest session of the day; absent if it does not say
 * @param settlement when trades of the day settle; absent if it does not say
 */
public record TradingDay(
    LocalDate date,
    Instant open,
    Instant close,
    @Nullable Instant firstOpen,
    @Nullable Instant lastClose,
    @Nullable LocalDate settlement) {}
