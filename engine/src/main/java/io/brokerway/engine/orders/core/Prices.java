package io.brokerway.engine.orders.core;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Averages of prices. */
final class Prices {
  private static final int DECIMALS = 12;

  private Prices() {}

  /** Value by quantity, 12 decimals half up, without trailing zeros. */
  static BigDecimal average(BigDecimal value, BigDecimal quantity) {
    var average = value.divide(quantity, DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return average.scale() < 0 ? average.setScale(0) : average;
  }
}
