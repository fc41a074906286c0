package io.brokerway.simulators.tradestation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How TradeStation writes: figures as strings, times in UTC without a fraction of a second. */
final class Amounts {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static final int PERCENT_DECIMALS = 3;
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private Amounts() {}

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  static @Nullable String text(@Nullable BigDecimal value) {
    return value == null ? null : plain(value);
  }

  static String cents(BigDecimal value) {
    return plain(value.setScale(2, RoundingMode.HALF_UP));
  }

  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A part in percent of the whole; 0 of nothing. */
  static String percent(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? "0"
        : plain(part.multiply(HUNDRED).divide(whole, PERCENT_DECIMALS, RoundingMode.HALF_UP));
  }
}
