package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How Coinbase writes figures and times: decimals as plain strings, times in RFC 3339. */
final class Texts {
  static final String NEVER = "0001-01-01T00:00:00Z";

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final int CENTS = 2;

  private Texts() {}

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** A decimal, or nothing at all. */
  static String orEmpty(@Nullable BigDecimal value) {
    return value == null ? "" : plain(value);
  }

  static String time(Instant at) {
    return MICROS.format(at);
  }

  /** The shape of the API v2: whole seconds. */
  static String second(Instant at) {
    return DateTimeFormatter.ISO_INSTANT.format(
        at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
  }

  static ObjectNode money(BigDecimal value, String currency) {
    return Json.object().put("value", plain(value)).put("currency", currency);
  }

  static BigDecimal cents(BigDecimal value) {
    return value.setScale(CENTS, RoundingMode.HALF_UP);
  }

  /** A part of a whole in percent, to two decimals; 0 of nothing. */
  static BigDecimal percent(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? BigDecimal.ZERO
        : part.multiply(new BigDecimal(100)).divide(whole, CENTS, RoundingMode.HALF_UP);
  }
}
