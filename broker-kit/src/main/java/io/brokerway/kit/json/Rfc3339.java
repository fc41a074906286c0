package io.brokerway.kit.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Moments as replies write them. The same as {@link Instant#parse}, which takes a quarter of the
 * time of reading an order: the common form is read by its places, all else is left to it.
 */
public final class Rfc3339 {
  private static final int DATE_AND_TIME = "2026-01-02T03:04:05".length();
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int MINUTES_PER_HOUR = 60;
  private static final int HOURS_PER_DAY = 24;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int MOST_FRACTION = 9;
  private static final int BASE = 10;

  private Rfc3339() {}

  /**
   * The moment.
   *
   * @throws DateTimeException if it is none
   */
  public static Instant instant(String text) {
    var length = text.length();
    if (length <= DATE_AND_TIME || text.charAt(length - 1) != 'Z' || !hasForm(text)) {
      return Instant.parse(text);
    }
    var hour = number(text, 11, 2);
    var minute = number(text, 14, 2);
    var second = number(text, 17, 2);
    var nanos = nanos(text, length - 1);
    var plain =
        hour >= 0
            && hour < HOURS_PER_DAY
            && minute >= 0
            && minute < MINUTES_PER_HOUR
            && second >= 0
            && second < SECONDS_PER_MINUTE
            && nanos >= 0;
    var year = number(text, 0, 4);
    var month = number(text, 5, 2);
    var day = number(text, 8, 2);
    if (!plain || year < 0 || month < 0 || day < 0) {
      return Instant.parse(text);
    }
    var date = LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY;
    var time = (hour * MINUTES_PER_HOUR + minute) * SECONDS_PER_MINUTE + second;
    return Instant.ofEpochSecond(date + time, nanos);
  }

  private static boolean hasForm(String text) {
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  /** The digits at a place as a number; below zero if they are none. */
  private static int number(String text, int at, int digits) {
    var number = 0;
    for (var i = at; i < at + digits; i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit >= BASE) {
        return -1;
      }
      number = number * BASE + digit;
    }
    return number;
  }

  /** What stands between the seconds and the end; below zero if it is no fraction of a second. */
  private static int nanos(String text, int end) {
    if (end == DATE_AND_TIME) {
      return 0;
    }
    var digits = end - DATE_AND_TIME - 1;
    if (text.charAt(DATE_AND_TIME) != '.' || digits < 1 || digits > MOST_FRACTION) {
      return -1;
    }
    var fraction = number(text, DATE_AND_TIME + 1, digits);
    for (var i = digits; i < MOST_FRACTION && fraction > 0; i++) {
      fraction *= BASE;
    }
    return fraction;
  }
}
