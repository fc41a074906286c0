package io.brokerway.server.json;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A decimal that is written as a plain JSON number, on the surfaces whose clients expect one. */
public record JsonDecimal(BigDecimal value) {
  private static final int MONEY_DECIMALS = 2;
  private static final int QUANTITY_DECIMALS = 1;
  private static final int PERCENT_DECIMALS = 2;

  /** An amount or a price: at least two decimals. Null stays null. */
  public static @Nullable JsonDecimal money(@Nullable BigDecimal amount) {
    return amount == null ? null : new JsonDecimal(Decimals.atLeast(amount, MONEY_DECIMALS));
  }

  /** A quantity: at least one decimal. Null stays null. */
  public static @Nullable JsonDecimal quantity(@Nullable BigDecimal quantity) {
    return quantity == null ? null : ofQuantity(quantity);
  }

  /** A percentage: two decimals, rounded half up. Null stays null. */
  public static @Nullable JsonDecimal percent(@Nullable BigDecimal percent) {
    return percent == null
        ? null
        : new JsonDecimal(percent.setScale(PERCENT_DECIMALS, RoundingMode.HALF_UP));
  }

  /** A quantity that is there. */
  public static JsonDecimal ofQuantity(BigDecimal quantity) {
    return new JsonDecimal(Decimals.atLeast(quantity, QUANTITY_DECIMALS));
  }
}
