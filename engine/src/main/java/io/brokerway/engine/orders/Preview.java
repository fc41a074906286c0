package io.brokerway.engine.orders;

import io.brokerway.engine.risk.RiskVerdict;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What placing an order would lead to now; nothing is stored.
 *
 * @param referencePrice the price that the verdict used; absent if none was needed or known
 * @param estimatedCost what it would take of the buying power; zero for a sell of what is held
 */
public record Preview(
    OrderSpec spec,
    RiskVerdict verdict,
    @Nullable BigDecimal referencePrice,
    BigDecimal estimatedCost) {}
