package io.brokerway.simulators.alpaca;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads times as callers write them: a date or RFC 3339 with any offset. */
final class Times {
  private static final int DATE_LENGTH = 10;

  private Times() {}

  /**
   * The instant; a date means its midnight in UTC.
   *
   * @throws java.time.format.DateTimeParseException if it is neither
   */
  static Instant parse(String text) {
    return text.length() == DATE_LENGTH
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        // A plus sign that was not escaped in the address arrives as a space.
        : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
  }
}
