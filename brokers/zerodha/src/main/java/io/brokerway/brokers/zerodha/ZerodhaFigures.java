package io.brokerway.brokers.zerodha;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.CurrencyCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Figures, times and words as Kite writes them: checked, since its replies are input like any
 * other. What is missing or without measure throws {@link UnexpectedReply}.
 */
final class ZerodhaFigures {
  static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
  static final CurrencyCode RUPEE = new CurrencyCode("INR");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter CANDLE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");
  private static final int TIME_LENGTH = 19;
  private static final int MOST_DIGITS = 40;

  /** India has had no other since long before there was a Kite. */
  private static final ZoneOffset INDIAN_TIME = ZoneOffset.ofHoursMinutes(5, 30);

  /** Kite writes the beginning of two ways of counting for no time at all. */
  private static final int FIRST_TRUE_YEAR = 1971;

  private ZerodhaFigures() {}

  static BigDecimal required(String field, @Nullable BigDecimal value) {
    if (value == null) {
      throw new UnexpectedReply("Zerodha sent no " + field);
    }
    if (value.precision() > MOST_DIGITS || Math.abs(value.scale()) > MOST_DIGITS) {
      throw new UnexpectedReply("Zerodha sent a figure without measure in " + field);
    }
    return value;
  }

  static @Nullable BigDecimal optional(String field, @Nullable BigDecimal value) {
    return value == null ? null : required(field, value);
  }

  /** A price; Kite writes 0 where there is none. */
  static @Nullable BigDecimal price(String field, @Nullable BigDecimal value) {
    var price = optional(field, value);
    return price == null || price.signum() <= 0 ? null : price;
  }

  static BigDecimal orZero(String field, @Nullable BigDecimal value) {
    return value == null ? BigDecimal.ZERO : required(field, value);
  }

  static String given(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new UnexpectedReply("Zerodha sent no " + field);
    }
    return value;
  }

  static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw new UnexpectedReply("Zerodha sent no " + field);
    }
    return value;
  }

  static UnexpectedReply unknown(String field, @Nullable String value) {
    return new UnexpectedReply(
        "Zerodha sent a %s that its documentation does not know: '%.40s'".formatted(field, value));
  }

  /** A time of India's clocks; null where Kite says that there is none. */
  static @Nullable Instant time(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      var local = read(text);
      return local.getYear() < FIRST_TRUE_YEAR ? null : local.toInstant(INDIAN_TIME);
    } catch (DateTimeException | NumberFormatException e) {
      throw new UnexpectedReply("Zerodha sent no time in " + field, e);
    }
  }

  /**
   * By hand: a book of orders has thousands of times, and a formatter takes most of the reading.
   */
  private static LocalDateTime read(String text) {
    var shaped =
        text.length() == TIME_LENGTH
            && text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(10) == ' '
            && text.charAt(13) == ':'
            && text.charAt(16) == ':';
    if (!shaped) {
      throw new DateTimeException("not in the form of a time");
    }
    return LocalDateTime.of(
        number(text, 0, 4),
        number(text, 5, 7),
        number(text, 8, 10),
        number(text, 11, 13),
        number(text, 14, 16),
        number(text, 17, 19));
  }

  private static int number(String text, int from, int to) {
    var number = 0;
    for (var at = from; at < to; at++) {
      var digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException("not a digit");
      }
      number = number * 10 + digit;
    }
    return number;
  }

  static Instant requiredTime(String field, @Nullable String text) {
    return present(field, time(field, text));
  }

  /** A moment as a parameter. */
  static String parameter(Instant at) {
    return TIME.format(LocalDateTime.ofInstant(at, INDIA));
  }

  static Instant candleTime(String text) {
    try {
      return OffsetDateTime.parse(text, CANDLE_TIME).toInstant();
    } catch (DateTimeException e) {
      throw new UnexpectedReply("Zerodha sent a candle without a time", e);
    }
  }
}
