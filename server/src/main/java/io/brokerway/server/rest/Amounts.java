package io.brokerway.server.rest;

import io.brokerway.server.json.FieldErrors;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The bounds of the numbers of an order, checked before anything is stored. */
public final class Amounts {
  /** Quantities and prices at and above this are slips of the finger. */
  private static final BigDecimal MAX = new BigDecimal("1000000000000");

  private static final int MAX_DECIMALS = 12;

  private Amounts() {}

  /** Notes an error if the number is there and not above 0, too large or too fine. */
  public static void requirePositive(String field, @Nullable BigDecimal value, FieldErrors errors) {
    if (value == null) {
      return;
    }
    errors.require(value.signum() > 0, field, "must be above 0");
    errors.require(value.compareTo(MAX) < 0, field, "must be below " + MAX.toPlainString());
    errors.require(
        value.stripTrailingZeros().scale() <= MAX_DECIMALS,
        field,
        "must have at most " + MAX_DECIMALS + " decimals");
  }
}
