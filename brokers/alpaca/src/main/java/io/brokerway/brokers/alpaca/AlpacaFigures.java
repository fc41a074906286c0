package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.kit.json.Rfc3339;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Figures, times and words as Alpaca writes them: checked, since its replies are input like any
 * other. What is missing or without measure throws {@link UnexpectedReply}.
 */
final class AlpacaFigures {
  /** The broker's day; activities name days, not moments. */
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  // Beyond these a figure is no price, amount or quantity, and printing it could fill the memory.
  private static final int MOST_DIGITS = 40;
  private static final int LARGEST_SCALE = 30;

  /** Alpaca leaves out the moment that {@code after} names, to the microsecond. */
  private static final long STRICTNESS_NANOS = 1_000;

  private AlpacaFigures() {}

  /** A figure as Alpaca reads it: never with an exponent. */
  static String plain(BigDecimal value) {
    return value.toPlainString();
  }

  static @Nullable String plainOrNull(@Nullable BigDecimal value) {
    return value == null ? null : plain(value);
  }

  static @Nullable BigDecimal figure(String field, @Nullable BigDecimal value) {
    return value == null ? null : bounded(field, value);
  }

  static BigDecimal required(String field, @Nullable BigDecimal value) {
    if (value == null) {
      throw missing(field);
    }
    return bounded(field, value);
  }

  static BigDecimal bounded(String field, BigDecimal value) {
    if (value.precision() > MOST_DIGITS || Math.abs(value.scale()) > LARGEST_SCALE) {
      throw new UnexpectedReply("Alpaca sent a figure without measure in " + field);
    }
    return value;
  }

  static BigDecimal signed(int sign, BigDecimal value) {
    return sign < 0 ? value.abs().negate() : value.abs();
  }

  static @Nullable BigDecimal signedOrNull(int sign, @Nullable BigDecimal value) {
    return value == null ? null : signed(sign, value);
  }

  static String given(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw missing(field);
    }
    return value;
  }

  static UnexpectedReply missing(String field) {
    return new UnexpectedReply("Alpaca sent no " + field);
  }

  static UnexpectedReply unknown(String field, @Nullable String value) {
    return new UnexpectedReply(
        "Alpaca sent a %s that its documentation does not know: '%.40s'".formatted(field, value));
  }

  static @Nullable String firstOf(@Nullable String... values) {
    for (var value : values) {
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  static Instant instant(String field, @Nullable String text) {
    try {
      return Rfc3339.instant(given(field, text));
    } catch (DateTimeException e) {
      throw new UnexpectedReply("Alpaca sent no time in " + field, e);
    }
  }

  /** The moment to ask for so that Alpaca, which leaves out the one it is asked for, shows this. */
  static @Nullable Instant justBefore(@Nullable Instant since) {
    return since == null ? null : since.minusNanos(STRICTNESS_NANOS);
  }

  /** A day, which Alpaca sometimes writes as a moment. */
  static Instant startOfDay(String field, @Nullable String text) {
    var day = given(field, text);
    try {
      var date = LocalDate.parse(day.substring(0, Math.min(day.length(), "yyyy-MM-dd".length())));
      return date.atStartOfDay(NEW_YORK).toInstant();
    } catch (DateTimeException e) {
      throw new UnexpectedReply("Alpaca sent no date in " + field, e);
    }
  }

  static CurrencyCode currency(@Nullable String code) {
    try {
      return blank(code) ? CurrencyCode.USD : CurrencyCode.of(given("currency", code));
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("Alpaca sent no currency", e);
    }
  }

  static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  static boolean isTrue(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }
}
