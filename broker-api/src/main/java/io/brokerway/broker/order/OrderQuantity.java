package io.brokerway.broker.order;

import io.brokerway.broker.Money;
import java.math.BigDecimal;

/** How much to trade: so many units, or units for so much money. */
public sealed interface OrderQuantity {

  /**
   * Shares, contracts or coins. FIX OrderQty(38).
   *
   * @param units above 0
   */
  record Units(BigDecimal units) implements OrderQuantity {
    public Units {
      requirePositive("quantity", units);
    }
  }

  /**
   * As many units as so much money buys or sells. FIX CashOrderQty(152).
   *
   * @param amount above 0
   */
  record Notional(Money amount) implements OrderQuantity {
    public Notional {
      requirePositive("notional", amount.amount());
    }
  }

  static OrderQuantity units(String units) {
    return new Units(new BigDecimal(units));
  }

  static OrderQuantity notional(Money amount) {
    return new Notional(amount);
  }

  private static void requirePositive(String name, BigDecimal value) {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException(name + " must be above 0, not " + value.toPlainString());
    }
  }
}
