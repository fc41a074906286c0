package io.brokerway.exchange;

import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Roundings, each with its rule. */
final class Amounts {
  private Amounts() {}

  /** As many units as an amount of money buys, never more. */
  static BigDecimal units(BigDecimal money, BigDecimal price, Listed listed) {
    return trimmed(money.divide(price, listed.quantityDecimals(), RoundingMode.DOWN));
  }

  /** Without the zeros at the end of the decimals. */
  static BigDecimal trimmed(BigDecimal value) {
    var stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** How many decimals a value truly has. */
  static int decimals(BigDecimal value) {
    return Math.max(0, value.stripTrailingZeros().scale());
  }

  static boolean isWhole(BigDecimal value) {
    return decimals(value) == 0;
  }
}
