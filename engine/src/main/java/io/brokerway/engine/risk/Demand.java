package io.brokerway.engine.risk;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an order would bind.
 *
 * @param cash of the buying power; zero if none
 * @param withoutMargin whether only buying power without margin counts (crypto)
 * @param sellQuantity units that must be held; absent if it sells nothing held
 * @param newOrder whether it adds an open order; a replace does not
 */
public record Demand(
    BigDecimal cash, boolean withoutMargin, @Nullable BigDecimal sellQuantity, boolean newOrder) {

  /** The same with another need of cash. */
  public Demand withCash(BigDecimal needed) {
    return new Demand(needed, withoutMargin, sellQuantity, newOrder);
  }
}
