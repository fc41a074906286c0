package io.brokerway.exchange.tape;

import java.time.LocalDate;

/**
 * A historical day.
 *
 * @param open in ticks, and so the other prices
 * @param volume in the smallest units of size that the tape counts
 */
record DailyBar(LocalDate date, int open, int high, int low, int close, long volume) {

  static DailyBar flat(LocalDate date, int price) {
    return new DailyBar(date, price, price, price, price, 0);
  }

  /** A bar for a day that the history lacks: from the close before to the open after. */
  static DailyBar between(LocalDate date, DailyBar before, DailyBar after) {
    return new DailyBar(
        date,
        before.close,
        Math.max(before.close, after.open),
        Math.min(before.close, after.open),
        after.open,
        (before.volume + after.volume) / 2);
  }
}
