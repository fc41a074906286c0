package io.brokerway.broker.order;

import java.math.BigDecimal;

/**
 * How far a trailing stop follows the market. FIX PegOffsetValue(211).
 *
 * @param value above 0, in the unit
 */
public record TrailingOffset(BigDecimal value, Unit unit) {

  /** FIX PegOffsetType(836). */
  public enum Unit {
    /** In the currency of the price. */
    AMOUNT,
    /** In percent of the price: 1.5 is one and a half percent. */
    PERCENT
  }

  public TrailingOffset {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException(
          "trailing offset must be above 0, not " + value.toPlainString());
    }
  }

  public static TrailingOffset amount(String value) {
    return new TrailingOffset(new BigDecimal(value), Unit.AMOUNT);
  }

  public static TrailingOffset percent(String value) {
    return new TrailingOffset(new BigDecimal(value), Unit.PERCENT);
  }
}
