package io.brokerway.engine.orders;

import io.brokerway.engine.orders.core.OrderLife;
import io.brokerway.engine.orders.core.OrderOrigin;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.engine.storage.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as it is stored: what was ordered, and its life so far. */
record OrderRow(
    TenantId tenant,
    UUID id,
    String user,
    UUID account,
    OrderOrigin origin,
    OrderSpec spec,
    String clientOrderId,
    @Nullable String idempotencyKey,
    Duration maxAge,
    List<Refusal> refusals,
    Instant createdAt,
    OrderLife life) {

  OrderRow with(OrderLife next) {
    return new OrderRow(
        tenant,
        id,
        user,
        account,
        origin,
        spec,
        clientOrderId,
        idempotencyKey,
        maxAge,
        refusals,
        createdAt,
        next);
  }

  OrderRow with(OrderSpec changed) {
    return new OrderRow(
        tenant,
        id,
        user,
        account,
        origin,
        changed,
        clientOrderId,
        idempotencyKey,
        maxAge,
        refusals,
        createdAt,
        life);
  }

  /** The order as its placing was answered, whatever became of it since. */
  OrderRow asAccepted() {
    var denied = life.base() == OrderState.DENIED && !refusals.isEmpty();
    return with(
        OrderLife.begun(
            denied ? OrderState.DENIED : OrderState.PENDING_NEW,
            life.side(),
            spec.units(),
            BigDecimal.ZERO,
            1,
            createdAt));
  }

  OrderView view(List<CommandView> commands, List<FillView> fills) {
    return view(PartTable.Family.NONE, commands, fills);
  }

  OrderView view(PartTable.Family family, List<CommandView> commands, List<FillView> fills) {
    return new OrderView(
        id,
        account,
        user,
        origin,
        life.state(),
        spec,
        idempotencyKey,
        clientOrderId,
        life.brokerOrderId(),
        maxAge,
        life.cumulative(),
        life.leaves(),
        life.average(),
        life.overfill(),
        life.lateArrival(),
        refusals,
        life.reason(),
        life.sequence(),
        createdAt,
        life.updatedAt(),
        life.acknowledgedAt(),
        family.parents().isEmpty() ? null : family.parents().getFirst(),
        family.parts(),
        commands,
        fills);
  }
}
