package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Figures and times in Schwab's form. Pure. */
final class SchwabFigures {
  /** {@code 2024-06-06T13:46:03+0000}: no colon in the offset. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS]XX");

  private static final DateTimeFormatter ASKED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private SchwabFigures() {}

  static <T> T given(String field, @Nullable T value) {
    if (value == null) {
      throw new UnexpectedReply("Schwab sent no " + field);
    }
    return value;
  }

  static Instant instant(String field, @Nullable String text) {
    try {
      return OffsetDateTime.parse(given(field, text), TIME).toInstant();
    } catch (DateTimeException e) {
      throw new UnexpectedReply("Schwab sent no time in " + field, e);
    }
  }

  /** A moment as Schwab's queries take it. */
  static String asked(Instant at) {
    return ASKED.format(at);
  }

  static BigDecimal orZero(@Nullable BigDecimal figure) {
    return figure == null ? BigDecimal.ZERO : figure;
  }

  static @Nullable BigDecimal firstOf(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null ? other : one;
  }

  static Money dollars(BigDecimal amount) {
    return new Money(amount, CurrencyCode.USD);
  }
}
