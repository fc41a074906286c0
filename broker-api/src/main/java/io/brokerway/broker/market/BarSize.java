package io.brokerway.broker.market;

import java.time.Duration;

/** The span of time of a bar. */
public enum BarSize {
  MINUTE_1(Duration.ofMinutes(1)),
  MINUTE_5(Duration.ofMinutes(5)),
  MINUTE_15(Duration.ofMinutes(15)),
  MINUTE_30(Duration.ofMinutes(30)),
  HOUR_1(Duration.ofHours(1)),
  DAY_1(Duration.ofDays(1)),
  WEEK_1(Duration.ofDays(7));

  private final Duration span;

  BarSize(Duration span) {
    this.span = span;
  }

  /** Its length; that of a day is by the calendar, not always 24 hours of trading. */
  public Duration span() {
    return span;
  }
}
