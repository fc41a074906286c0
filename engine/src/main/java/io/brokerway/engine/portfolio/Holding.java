package io.brokerway.engine.portfolio;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds of one instrument, all lots together.
 *
 * @param quantity negative for a short position, zero for none
 * @param available what the broker says can be sold now, moved by our fills; absent if it does not
 *     say
 */
public record Holding(BigDecimal quantity, @Nullable BigDecimal available, Freshness freshness) {}
