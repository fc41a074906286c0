package io.brokerway.broker.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.market.MarketHours.Session;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TradingCalendarTest {
  private static final TradingCalendar NEW_YORK = TradingCalendar.of(Mic.XNYS);
  private static final TradingCalendar MUMBAI = TradingCalendar.of(Mic.XNSE);

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:59:59Z,CLOSED",
    "2026-11-23T09:00:00Z,PRE_MARKET",
    "2026-11-23T14:29:59Z,PRE_MARKET",
    "2026-11-23T14:30:00Z,REGULAR",
    "2026-11-23T20:59:59Z,REGULAR",
    "2026-11-23T21:00:00Z,POST_MARKET",
    "2026-11-24T00:59:59Z,POST_MARKET",
    "2026-11-24T01:00:00Z,CLOSED",
    "2026-11-26T15:00:00Z,CLOSED",
    "2026-11-28T15:00:00Z,CLOSED",
    // The day after Thanksgiving closes at one o'clock.
    "2026-11-27T17:59:59Z,REGULAR",
    "2026-11-27T18:00:00Z,POST_MARKET"
  })
  void knowsTheSessionsOfNewYork(Instant instant, Session expected) {
    assertThat(NEW_YORK.hoursAt(instant).session()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T09:59:59Z,REGULAR",
    "2026-11-23T10:00:00Z,CLOSED",
    "2026-11-23T10:10:00Z,POST_MARKET"
  })
  void knowsThePauseBeforeMumbaisClosingSession(Instant instant, Session expected) {
    assertThat(MUMBAI.hoursAt(instant).session()).isEqualTo(expected);
  }

  @Test
  void theOpenMovesWithDaylightSaving() {
    var winter = NEW_YORK.open(LocalDate.of(2026, 3, 6));
    var summer = NEW_YORK.open(LocalDate.of(2026, 3, 9));

    assertThat(winter).contains(Instant.parse("2026-03-06T14:30:00Z"));
    assertThat(summer).contains(Instant.parse("2026-03-09T13:30:00Z"));
  }

  @Test
  void duringASessionTheNextCloseIsTodaysAndTheNextOpenIsNotToday() {
    var hours = NEW_YORK.hoursAt(Instant.parse("2026-11-25T15:00:00Z"));

    assertThat(hours.nextClose()).isEqualTo(Instant.parse("2026-11-25T21:00:00Z"));
    assertThat(hours.nextOpen()).isEqualTo(Instant.parse("2026-11-27T14:30:00Z"));
  }

  @Test
  void listsTradingDaysWithoutWeekendsAndHolidays() {
    var days = NEW_YORK.tradingDays(LocalDate.of(2017, 7, 1), LocalDate.of(2017, 7, 5));

    assertThat(days).containsExactly(LocalDate.of(2017, 7, 3), LocalDate.of(2017, 7, 5));
  }

  @Test
  void aMarketWithoutACalendarIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TradingCalendar.of(Mic.XBOM))
        .withMessageContaining("XBOM");
  }
}
