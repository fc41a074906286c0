package io.brokerway.exchange;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.VenueEvent.Binding;
import io.brokerway.exchange.VenueEvent.Trail;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything of an order, as snapshots and the archive keep it. Fields are only ever added. */
record OrderState(
    String id,
    long sequence,
    String account,
    String clientOrderId,
    OrderClass orderClass,
    String symbol,
    Side side,
    OrderTerms terms,
    @Nullable BigDecimal notional,
    boolean allOrNone,
    boolean counted,
    List<String> legs,
    @Nullable String replaces,
    Instant submittedAt,
    BigDecimal carried,
    BigDecimal carriedSpent,
    @Nullable BigDecimal quantity,
    @Nullable String parent,
    @Nullable String replacedBy,
    OrderStatus status,
    BigDecimal cumulative,
    BigDecimal spent,
    Binding binding,
    @Nullable Trail trail,
    boolean triggered,
    String text,
    @Nullable Instant expiresAt,
    Instant updatedAt,
    List<OrderHistoryEntry> history,
    List<Fill> fills) {

  OrderState {
    legs = List.copyOf(legs);
    history = List.copyOf(history);
    fills = List.copyOf(fills);
  }

  /** An execution, without what its order tells. */
  record Fill(
      String id,
      BigDecimal quantity,
      BigDecimal price,
      BigDecimal cumulative,
      @Nullable BigDecimal leaves,
      BigDecimal positionAfter,
      BigDecimal fee,
      Instant at) {}
}
