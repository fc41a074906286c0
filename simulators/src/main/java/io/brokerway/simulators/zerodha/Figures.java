package io.brokerway.simulators.zerodha;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How Kite writes figures: JSON numbers without useless zeros. */
final class Figures {
  private static final int CENTS = 2;
  private static final long TEN_DIGITS = 10_000_000_000L;

  private Figures() {}

  static BigDecimal plain(@Nullable BigDecimal value) {
    if (value == null || value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    var stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  static BigDecimal cents(BigDecimal value) {
    return plain(value.setScale(CENTS, RoundingMode.HALF_UP));
  }

  static String money(BigDecimal value) {
    return value.setScale(CENTS, RoundingMode.HALF_UP).toPlainString();
  }

  static BigDecimal percent(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? BigDecimal.ZERO
        : plain(part.movePointRight(2).divide(whole, 4, RoundingMode.HALF_UP));
  }

  /** Ten digits that stand for an id of the venue's. */
  static String digits(String uuid) {
    var bits = UUID.fromString(uuid).getLeastSignificantBits() & Long.MAX_VALUE;
    return "%010d".formatted(bits % TEN_DIGITS);
  }
}
