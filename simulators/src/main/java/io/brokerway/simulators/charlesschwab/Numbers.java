package io.brokerway.simulators.charlesschwab;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How Schwab writes figures, ids and times. */
final class Numbers {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);
  private static final int PRICE_DECIMALS = 4;

  /** So many bits a number of JavaScript holds exactly. */
  private static final long EXACT = (1L << 52) - 1;

  private Numbers() {}

  /** A quantity as a floating number writes it: {@code 10.0}. */
  static BigDecimal quantity(BigDecimal value) {
    var plain = value.stripTrailingZeros();
    return plain.scale() < 1 ? plain.setScale(1) : plain;
  }

  static BigDecimal cents(BigDecimal value) {
    return value.setScale(2, RoundingMode.HALF_UP);
  }

  /** A price, rounded where it is an average; absent where there is none. */
  static @Nullable BigDecimal price(@Nullable BigDecimal value) {
    return value == null
        ? null
        : quantity(
            value.setScale(
                Math.min(PRICE_DECIMALS, Math.max(value.scale(), 0)), RoundingMode.HALF_UP));
  }

  /** {@code 2024-06-06T13:46:03+0000}. */
  static String time(Instant at) {
    return TIME.format(at);
  }

  /** A number for one of the venue's ids, the same each time. */
  static long of(String uuid) {
    return UUID.fromString(uuid).getMostSignificantBits() & EXACT;
  }

  /** Another number for it, as one thing of the venue's is two of Schwab's. */
  static long other(String uuid) {
    return UUID.fromString(uuid).getLeastSignificantBits() & EXACT;
  }
}
