package io.brokerway.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a fill costs besides its price, in the currency of the price. */
public sealed interface Commission {

  /** Nothing. */
  record None() implements Commission {}

  /**
   * So much for each unit.
   *
   * @param rate per unit, 0 or above
   * @param minimum of each fill, 0 or above
   */
  record PerUnit(BigDecimal rate, BigDecimal minimum) implements Commission {
    public PerUnit {
      requireNotNegative("rate", rate);
      requireNotNegative("minimum", minimum);
    }
  }

  /**
   * A part of the value.
   *
   * @param percent 0.25 is a quarter of a percent
   */
  record Percent(BigDecimal percent) implements Commission {
    public Percent {
      requireNotNegative("percent", percent);
    }
  }

  /** The fee of a fill, rounded up to the cent. */
  default BigDecimal of(BigDecimal quantity, BigDecimal price) {
    return switch (this) {
      case None() -> BigDecimal.ZERO;
      case PerUnit(var rate, var minimum) -> roundUp(quantity.multiply(rate).max(minimum));
      case Percent(var percent) ->
          roundUp(quantity.multiply(price).multiply(percent).movePointLeft(2));
    };
  }

  private static BigDecimal roundUp(BigDecimal fee) {
    return fee.setScale(2, RoundingMode.UP);
  }

  private static void requireNotNegative(String name, BigDecimal value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException(
          name + " must not be below 0, but is " + value.toPlainString());
    }
  }
}
