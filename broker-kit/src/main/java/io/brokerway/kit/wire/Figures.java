package io.brokerway.kit.wire;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.kit.json.Rfc3339;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a broker's replies must have: what is missing or without measure throws {@link
 * UnexpectedReply}, in the broker's name. Thread-safe.
 */
public final class Figures {
  // Beyond these a figure is no price, amount or quantity, and printing it could fill the memory.
  private static final int MOST_DIGITS = 40;
  private static final int LARGEST_SCALE = 30;

  private final String broker;

  private Figures(String broker) {
    this.broker = broker;
  }

  /** The figures of a broker, by its name. */
  public static Figures of(String broker) {
    return new Figures(broker);
  }

  /** A figure as brokers read it: never with an exponent. */
  public static String plain(BigDecimal value) {
    return value.toPlainString();
  }

  /** The same; absent where there is none. */
  public static @Nullable String plainOrNull(@Nullable BigDecimal value) {
    return value == null ? null : plain(value);
  }

  /** A figure that may be absent. */
  public @Nullable BigDecimal figure(String field, @Nullable BigDecimal value) {
    return value == null ? null : bounded(field, value);
  }

  /** A figure that may not. */
  public BigDecimal required(String field, @Nullable BigDecimal value) {
    if (value == null) {
      throw missing(field);
    }
    return bounded(field, value);
  }

  private BigDecimal bounded(String field, BigDecimal value) {
    if (value.precision() > MOST_DIGITS || Math.abs(value.scale()) > LARGEST_SCALE) {
      throw new UnexpectedReply("%s sent a figure without measure in %s".formatted(broker, field));
    }
    return value;
  }

  /** A text that may not be absent. */
  public String given(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw missing(field);
    }
    return value;
  }

  /** A moment that may not be absent. */
  public Instant instant(String field, @Nullable String text) {
    try {
      return Rfc3339.instant(given(field, text));
    } catch (DateTimeException e) {
      throw new UnexpectedReply("%s sent no time in %s".formatted(broker, field), e);
    }
  }

  /** A moment that may be absent. */
  public @Nullable Instant instantOrNull(String field, @Nullable String text) {
    return text == null || text.isBlank() ? null : instant(field, text);
  }

  /** A currency; dollars where none is named. */
  public CurrencyCode currency(@Nullable String code) {
    try {
      return code == null || code.isBlank() ? CurrencyCode.USD : CurrencyCode.of(code);
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply(broker + " sent no currency", e);
    }
  }

  /** What to throw where a field is missing. */
  public UnexpectedReply missing(String field) {
    return new UnexpectedReply("%s sent no %s".formatted(broker, field));
  }

  /** What to throw for a word that no page of the broker's has. */
  public UnexpectedReply unknown(String field, @Nullable String value) {
    return new UnexpectedReply(
        "%s sent a %s that its documentation does not know: '%.40s'"
            .formatted(broker, field, value));
  }
}
