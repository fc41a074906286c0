package io.brokerway.simulators.etrade;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** How E*TRADE writes figures and times: numbers, milliseconds, {@code MMDDYYYY} in parameters. */
final class Figures {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMdduuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final int PERCENT_DECIMALS = 6;

  private Figures() {}

  static BigDecimal cents(BigDecimal value) {
    return plain(value.setScale(2, RoundingMode.HALF_UP));
  }

  /** Without useless zeros and without an exponent. */
  static BigDecimal plain(BigDecimal value) {
    var stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** A part of another figure in percent; 0 of nothing. */
  static BigDecimal percent(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? BigDecimal.ZERO
        : plain(part.multiply(HUNDRED).divide(whole, PERCENT_DECIMALS, RoundingMode.HALF_UP));
  }

  static LocalDate dayOf(Instant at) {
    return LocalDate.ofInstant(at, NEW_YORK);
  }

  static LocalDate day(String name, String text) {
    try {
      return LocalDate.parse(text, DAY);
    } catch (DateTimeParseException e) {
      throw Refusal.invalid("%s must be MMDDYYYY, not %s".formatted(name, text));
    }
  }
}
