package io.brokerway.simulators.zerodha;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Indian time, in which Kite writes all its times without a zone. */
final class Ist {
  static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

  /** When tokens end and the day's orders and trades are forgotten. */
  private static final LocalTime FLUSH = LocalTime.of(6, 0);

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZONE);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZONE);
  private static final DateTimeFormatter CANDLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx").withZone(ZONE);

  private Ist() {}

  static String text(Instant at) {
    return DATE_TIME.format(at);
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  static String candle(Instant at) {
    return CANDLE.format(at);
  }

  static LocalDate date(Instant at) {
    return LocalDate.ofInstant(at, ZONE);
  }

  /**
   * Reads what {@link #text} writes.
   *
   * @throws java.time.DateTimeException if it has another form
   */
  static Instant parse(String text) {
    return Instant.from(DATE_TIME.parse(text));
  }

  /** The latest flush up to an instant. */
  static Instant lastFlush(Instant at) {
    var today = date(at).atTime(FLUSH).atZone(ZONE);
    return at.isBefore(today.toInstant()) ? today.minusDays(1).toInstant() : today.toInstant();
  }

  static Instant nextFlush(Instant at) {
    return lastFlush(at).atZone(ZONE).plusDays(1).toInstant();
  }
}
