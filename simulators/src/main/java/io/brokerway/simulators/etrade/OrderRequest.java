package io.brokerway.simulators.etrade;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a preview asks for and a place repeats, each field of a known form but not yet checked
 * against the market or the account.
 *
 * @param stopPrice for the trailing types how far they trail
 */
record OrderRequest(
    String orderType,
    String clientOrderId,
    String priceType,
    String orderTerm,
    String marketSession,
    boolean allOrNone,
    @Nullable BigDecimal limitPrice,
    @Nullable BigDecimal stopPrice,
    @Nullable String routing,
    List<OrderItem> items) {

  OrderRequest {
    items = List.copyOf(items);
  }

  OrderRequest with(List<OrderItem> others) {
    return new OrderRequest(
        orderType,
        clientOrderId,
        priceType,
        orderTerm,
        marketSession,
        allOrNone,
        limitPrice,
        stopPrice,
        routing,
        others);
  }

  boolean isCombination() {
    return items.size() > 1;
  }

  boolean isExtended() {
    return marketSession.equals("EXTENDED");
  }
}
