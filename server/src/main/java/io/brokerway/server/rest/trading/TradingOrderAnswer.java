package io.brokerway.server.rest.trading;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.engine.orders.OrderView;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.server.json.JsonDecimal;
import io.brokerway.server.rest.Problem.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order.
 *
 * @param orderId the same as {@code id}
 * @param symbol null for a multi-leg order
 * @param quantity null for an order by amount of money
 * @param filledQuantity what has filled
 * @param averagePrice null while nothing filled
 * @param reason why it is in this state; empty if nothing is to be said
 * @param reasons every failed check of a denied order
 */
record TradingOrderAnswer(
    UUID id,
    @JsonProperty("order_id") UUID orderId,
    @JsonProperty("user_id") String userId,
    @JsonProperty("account_id") UUID accountId,
    @Nullable String symbol,
    Side side,
    @JsonProperty("order_type") OrderType orderType,
    @Nullable JsonDecimal quantity,
    @Nullable JsonDecimal price,
    @JsonProperty("stop_price") @Nullable JsonDecimal stopPrice,
    @JsonProperty("trail_amount") @Nullable JsonDecimal trailAmount,
    @JsonProperty("trail_percent") @Nullable JsonDecimal trailPercent,
    @JsonProperty("time_in_force") TimeInForce timeInForce,
    OrderState status,
    @JsonProperty("filled_quantity") JsonDecimal filledQuantity,
    @JsonProperty("average_price") @Nullable JsonDecimal averagePrice,
    String reason,
    List<Reason> reasons,
    @JsonProperty("idempotency_key") @Nullable String idempotencyKey,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt) {

  static TradingOrderAnswer of(OrderView order) {
    var spec = order.spec();
    var terms = spec.terms();
    var instrument = spec.instrument();
    return new TradingOrderAnswer(
        order.id(),
        order.id(),
        order.user(),
        order.account(),
        instrument == null ? null : instrument.symbol(),
        spec.side(),
        terms.type(),
        spec.quantity() instanceof OrderQuantity.Units units
            ? JsonDecimal.quantity(units.units())
            : null,
        JsonDecimal.money(terms.limitPrice()),
        JsonDecimal.money(terms.stopPrice()),
        JsonDecimal.money(trail(terms.trail(), TrailingOffset.Unit.AMOUNT)),
        JsonDecimal.money(trail(terms.trail(), TrailingOffset.Unit.PERCENT)),
        terms.timeInForce(),
        order.state(),
        JsonDecimal.ofQuantity(order.cumulativeQuantity()),
        JsonDecimal.money(order.averagePrice()),
        order.reason(),
        reasons(order.refusals()),
        order.idempotencyKey(),
        order.createdAt(),
        order.updatedAt());
  }

  static List<Reason> reasons(List<Refusal> refusals) {
    return refusals.stream()
        .map(refusal -> new Reason(refusal.code().name(), refusal.field(), refusal.sentence()))
        .toList();
  }

  private static @Nullable BigDecimal trail(
      @Nullable TrailingOffset trail, TrailingOffset.Unit unit) {
    return trail != null && trail.unit() == unit ? trail.value() : null;
  }
}
