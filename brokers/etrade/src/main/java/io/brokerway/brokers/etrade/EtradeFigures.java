package io.brokerway.brokers.etrade;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures and times as E*TRADE writes them, checked: what is missing or without measure throws
 * {@link UnexpectedReply}. Pure.
 */
final class EtradeFigures {
  /** Days begin and end there, and so do logins. */
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMdduuuu");
  private static final int MOST_DIGITS = 40;
  private static final int LARGEST_SCALE = 30;

  /** The year 2100: what lies beyond is no time, whatever it was meant to be. */
  private static final long LATEST_MILLIS = 4_102_444_800_000L;

  private EtradeFigures() {}

  /** The one thing inside E*TRADE's envelope. */
  static <T> T opened(String name, @Nullable T inside) {
    if (inside == null) {
      throw missing(name);
    }
    return inside;
  }

  static <T> List<T> listed(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  static @Nullable BigDecimal figure(String field, @Nullable BigDecimal value) {
    if (value == null) {
      return null;
    }
    if (value.precision() > MOST_DIGITS || Math.abs(value.scale()) > LARGEST_SCALE) {
      throw new UnexpectedReply("E*TRADE sent a figure without measure in " + field);
    }
    return value;
  }

  static BigDecimal required(String field, @Nullable BigDecimal value) {
    var figure = figure(field, value);
    if (figure == null) {
      throw missing(field);
    }
    return figure;
  }

  /** A price that is there: E*TRADE writes 0 for none. */
  static @Nullable BigDecimal price(String field, @Nullable BigDecimal value) {
    var figure = figure(field, value);
    return figure == null || figure.signum() == 0 ? null : figure;
  }

  static String given(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw missing(field);
    }
    return value;
  }

  static @Nullable Instant moment(@Nullable Long millis) {
    return millis == null || millis <= 0 || millis > LATEST_MILLIS
        ? null
        : Instant.ofEpochMilli(millis);
  }

  static Instant requiredMoment(String field, @Nullable Long millis) {
    var moment = moment(millis);
    if (moment == null) {
      throw missing(field);
    }
    return moment;
  }

  static String day(LocalDate date) {
    return DAY.format(date);
  }

  static LocalDate dateOf(Instant at) {
    return LocalDate.ofInstant(at, NEW_YORK);
  }

  static UnexpectedReply missing(String field) {
    return new UnexpectedReply("E*TRADE sent no " + field);
  }

  static UnexpectedReply unknown(String field, String value) {
    return new UnexpectedReply(
        "E*TRADE sent a %s that its documentation does not know: '%.40s'".formatted(field, value));
  }
}
