package io.brokerway.simulators.alpaca;

import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v2/orders}, each field of a known form but not yet checked against the
 * market or the account.
 *
 * @param symbol empty for a multi-leg order, as the side then means nothing
 * @param positionIntent as sent; absent if the caller left it to Alpaca
 */
record OrderRequest(
    String symbol,
    @Nullable BigDecimal qty,
    @Nullable BigDecimal notional,
    boolean buys,
    OrderType type,
    TimeInForce timeInForce,
    @Nullable BigDecimal limitPrice,
    @Nullable BigDecimal stopPrice,
    @Nullable TrailingOffset trail,
    boolean extendedHours,
    @Nullable String clientOrderId,
    OrderClass orderClass,
    @Nullable ExitOrder takeProfit,
    @Nullable ExitOrder stopLoss,
    List<LegRequest> legs,
    @Nullable String positionIntent) {

  OrderRequest {
    legs = List.copyOf(legs);
  }

  /** Whether it asks for a part of a share, or for shares by an amount of money. */
  boolean isFractional() {
    return notional != null || (qty != null && qty.stripTrailingZeros().scale() > 0);
  }
}
