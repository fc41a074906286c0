package io.brokerway.simulators.tradestation;

import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the caller wrote it, well formed.
 *
 * @param symbol absent where there are legs
 * @param trail of a stop that follows the market; absent for all others
 * @param confirmId the caller's own guard against sending an order twice; absent if he sent none
 * @param sends what is sent once this order is filled
 */
record OrderRequest(
    String account,
    @Nullable String symbol,
    BigDecimal quantity,
    OrderType type,
    TradeAction action,
    Lifespan lifespan,
    @Nullable BigDecimal limitPrice,
    @Nullable BigDecimal stopPrice,
    @Nullable TrailingOffset trail,
    boolean allOrNone,
    String route,
    @Nullable String confirmId,
    List<LegRequest> legs,
    List<Group> sends) {

  /** Orders that are sent together. */
  record Group(GroupKind kind, List<OrderRequest> orders) {}
}
