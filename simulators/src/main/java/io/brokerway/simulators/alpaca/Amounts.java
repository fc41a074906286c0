package io.brokerway.simulators.alpaca;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How Alpaca writes figures and times: decimals as plain strings, times in RFC 3339. */
final class Amounts {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static final int RATIO_DECIMALS = 10;

  private Amounts() {}

  /** A decimal without an exponent or useless zeros; null stays null. */
  static @Nullable String text(@Nullable BigDecimal value) {
    return value == null ? null : plain(value);
  }

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** An amount of cash, in cents. */
  static String cents(BigDecimal value) {
    return plain(value.setScale(2, RoundingMode.HALF_UP));
  }

  static @Nullable String time(@Nullable Instant at) {
    return at == null ? null : DateTimeFormatter.ISO_INSTANT.format(at);
  }

  /** A part of another figure; 0 of nothing. */
  static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? BigDecimal.ZERO
        : part.divide(whole, RATIO_DECIMALS, RoundingMode.HALF_UP);
  }

  /** The smallest step with so many decimals. */
  static String step(int decimals) {
    return BigDecimal.ONE.movePointLeft(decimals).toPlainString();
  }
}
