package io.brokerway.engine.orders;

import io.brokerway.engine.orders.core.OrderOrigin;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.risk.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as its owner sees it.
 *
 * @param clientOrderId the id that the broker sees; empty for an order that came without one
 * @param brokerOrderId the newest of its chain; absent until the broker named one
 * @param spec with what replaces changed
 * @param idempotencyKey of its placing; absent for an order that we did not place
 * @param cumulativeQuantity FIX CumQty(14)
 * @param leavesQuantity FIX LeavesQty(151); absent for an order by amount of money, 0 once final
 * @param averagePrice FIX AvgPx(6); absent while nothing filled
 * @param overfill whether more was filled than ordered
 * @param lateArrival whether it appeared at the broker after its final state
 * @param reason why it is in this state, in words; empty if nothing is to be said
 * @param sequence the number of its newest event
 * @param submittedAt when the broker answered for it first; absent while it did not
 * @param parent the order that this one is a part of: its exit, its leg; absent if it is none
 * @param parts the orders that the broker made for its exits or legs, as far as they were seen
 * @param commands oldest first; only from {@code find}
 * @param fills in order of execution; only from {@code find}
 */
public record OrderView(
    UUID id,
    UUID account,
    String user,
    OrderOrigin origin,
    OrderState state,
    OrderSpec spec,
    @Nullable String idempotencyKey,
    String clientOrderId,
    @Nullable String brokerOrderId,
    Duration maxAge,
    BigDecimal cumulativeQuantity,
    @Nullable BigDecimal leavesQuantity,
    @Nullable BigDecimal averagePrice,
    boolean overfill,
    boolean lateArrival,
    List<Refusal> refusals,
    String reason,
    long sequence,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant submittedAt,
    @Nullable UUID parent,
    List<UUID> parts,
    List<CommandView> commands,
    List<FillView> fills) {
  public OrderView {
    refusals = List.copyOf(refusals);
    parts = List.copyOf(parts);
    commands = List.copyOf(commands);
    fills = List.copyOf(fills);
  }
}
