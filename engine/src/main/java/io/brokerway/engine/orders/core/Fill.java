package io.brokerway.engine.orders.core;

import io.brokerway.broker.Money;
import io.brokerway.broker.order.Execution;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A booked execution of an order.
 *
 * @param identity what makes it unique in its account, as the adapter declares
 * @param executionId the broker's id of it; absent where it has none
 * @param referenceId the execution that a correction or bust speaks of; absent for a fill
 * @param quantity as booked: for a fill what of it was new, for a correction or bust what now
 *     stands
 * @param through the cumulative quantity of its broker order after it; absent if not told
 * @param change what it added to the order's quantity: negative for a bust
 * @param value what it added to quantity times price
 */
public record Fill(
    String identity,
    String brokerOrderId,
    Execution.Kind kind,
    @Nullable String executionId,
    @Nullable String referenceId,
    BigDecimal quantity,
    BigDecimal price,
    @Nullable BigDecimal through,
    BigDecimal change,
    BigDecimal value,
    @Nullable Money fee,
    Instant executedAt,
    String source,
    boolean synthesised) {}
