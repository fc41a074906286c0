package io.brokerway.engine.orders;

import io.brokerway.broker.Money;
import io.brokerway.broker.order.Execution;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A booked execution.
 *
 * @param identity what makes it unique in its account
 * @param quantity what was booked; of a correction or bust the quantity that now stands
 */
public record FillView(
    String identity,
    Execution.Kind kind,
    BigDecimal quantity,
    BigDecimal price,
    @Nullable Money fee,
    Instant executedAt,
    String source,
    boolean synthesised) {}
