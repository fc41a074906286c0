package io.brokerway.engine.risk;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pre-trade checks say of an order.
 *
 * @param refusals every reason against it; empty if it may go out
 * @param reservedCash what it binds of the buying power until the broker counts it itself
 * @param buyingPower what was left before this order; absent if unknown
 */
public record RiskVerdict(
    List<Refusal> refusals, BigDecimal reservedCash, @Nullable BigDecimal buyingPower) {
  public RiskVerdict {
    refusals = List.copyOf(refusals);
  }

  public boolean isAllowed() {
    return refusals.isEmpty();
  }
}
