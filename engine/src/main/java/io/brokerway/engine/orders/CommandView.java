package io.brokerway.engine.orders;

import io.brokerway.broker.order.OrderChange;
import io.brokerway.engine.orders.core.CommandKind;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.risk.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command of an order.
 *
 * @param number its place among the commands of the order, from 1
 * @param change present exactly for a replace
 * @param attempts how often it was sent, or begun to be sent
 * @param reason why it ended as it did; empty while nothing is to be said
 */
public record CommandView(
    int number,
    CommandKind kind,
    CommandState state,
    String idempotencyKey,
    @Nullable OrderChange change,
    int attempts,
    List<Refusal> refusals,
    String reason,
    Instant createdAt,
    Instant updatedAt) {
  public CommandView {
    refusals = List.copyOf(refusals);
  }
}
