package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.Position;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A position: the broker's last one, moved by our fills since its read started.
 *
 * @param unrealizedProfitPercent of the cost, 2 decimals half up; absent if either is unknown
 */
public record PositionView(
    UUID account,
    Position position,
    @Nullable BigDecimal unrealizedProfitPercent,
    Freshness freshness) {}
