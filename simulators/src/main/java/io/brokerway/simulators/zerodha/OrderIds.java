package io.brokerway.simulators.zerodha;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Fifteen digits, the day first. */
final class OrderIds {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuMMdd").withZone(Ist.ZONE);

  private OrderIds() {}

  static String of(Instant placedAt, long number) {
    return "%s%09d".formatted(DAY.format(placedAt), number);
  }
}
