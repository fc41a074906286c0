package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.kit.json.Rfc3339;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Figures, times and codes as Coinbase writes them; an empty text is an absent figure. */
final class CoinbaseFigures {
  // Beyond these a figure is no price, amount or quantity.
  private static final int MOST_CHARACTERS = 64;
  private static final int MOST_DIGITS = 40;
  private static final int LARGEST_SCALE = 30;

  private CoinbaseFigures() {}

  static @Nullable BigDecimal figure(String field, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.length() > MOST_CHARACTERS) {
      throw withoutMeasure(field);
    }
    try {
      return bounded(field, new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw new UnexpectedReply("Coinbase sent no figure in " + field);
    }
  }

  static BigDecimal required(String field, @Nullable String text) {
    var figure = figure(field, text);
    if (figure == null) {
      throw missing(field);
    }
    return figure;
  }

  /** A figure that is there and not 0: Coinbase writes 0 for a price that is not there. */
  static @Nullable BigDecimal price(String field, @Nullable String text) {
    var figure = figure(field, text);
    return figure == null || figure.signum() == 0 ? null : figure;
  }

  static BigDecimal bounded(String field, BigDecimal value) {
    if (value.precision() > MOST_DIGITS || Math.abs(value.scale()) > LARGEST_SCALE) {
      throw withoutMeasure(field);
    }
    return value;
  }

  static String text(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw missing(field);
    }
    return value;
  }

  static Instant instant(String field, @Nullable String value) {
    try {
      return Rfc3339.instant(text(field, value));
    } catch (DateTimeException e) {
      throw new UnexpectedReply("Coinbase sent no time in " + field, e);
    }
  }

  /** Some moments are empty, or the year 1, where there is none. */
  static @Nullable Instant instantIfThere(String field, @Nullable String value) {
    return value == null || value.isEmpty() || value.startsWith("0001-")
        ? null
        : instant(field, value);
  }

  static CurrencyCode currency(String field, @Nullable String code) {
    try {
      return CurrencyCode.of(text(field, code));
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("Coinbase sent no currency in " + field, e);
    }
  }

  static UnexpectedReply missing(String field) {
    return new UnexpectedReply("Coinbase sent no " + field);
  }

  static UnexpectedReply unknown(String field, @Nullable String value) {
    return new UnexpectedReply(
        "Coinbase sent a %s that its documentation does not know: '%.40s'".formatted(field, value));
  }

  private static UnexpectedReply withoutMeasure(String field) {
    return new UnexpectedReply("Coinbase sent a figure without measure in " + field);
  }
}
