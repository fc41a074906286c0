package io.brokerway.server.rest.router;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.engine.orders.FillView;
import io.brokerway.engine.orders.OrderEvent;
import io.brokerway.engine.orders.OrderView;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.server.rest.Problem.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An order. Amounts and quantities are texts.
 *
 * @param orderId the same as {@code id}
 * @param symbol null for a multi-leg order
 * @param parentId the order whose exit it is; null if it is none
 * @param partIds the orders that the broker made for its exits, as far as they were seen
 * @param filledQuantity what has filled
 * @param remainingQuantity what may still fill; null for an order by amount of money
 * @param averagePrice null while nothing filled
 * @param reason why it is in this state; empty if nothing is to be said
 * @param reasons every failed check of a denied order
 * @param fills its executions; only when one order is asked for
 * @param history every change of its state, oldest first; only when one order is asked for
 */
record RouterOrderAnswer(
    UUID id,
    @JsonProperty("order_id") UUID orderId,
    @JsonProperty("account_id") UUID accountId,
    @Nullable String symbol,
    Side side,
    @JsonProperty("order_type") RouterOrderType orderType,
    OrderState status,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal notional,
    @JsonProperty("limit_price") @Nullable BigDecimal limitPrice,
    @JsonProperty("stop_price") @Nullable BigDecimal stopPrice,
    @JsonProperty("trail_amount") @Nullable BigDecimal trailAmount,
    @JsonProperty("trail_percent") @Nullable BigDecimal trailPercent,
    @JsonProperty("time_in_force") TimeInForce timeInForce,
    TradingSession session,
    @JsonProperty("good_until") @Nullable Instant goodUntil,
    @JsonProperty("take_profit_price") @Nullable BigDecimal takeProfitPrice,
    @JsonProperty("stop_loss_price") @Nullable BigDecimal stopLossPrice,
    @JsonProperty("stop_loss_limit_price") @Nullable BigDecimal stopLossLimitPrice,
    @JsonProperty("display_quantity") @Nullable BigDecimal displayQuantity,
    @JsonProperty("parent_id") @Nullable UUID parentId,
    @JsonProperty("part_ids") List<UUID> partIds,
    @JsonProperty("filled_quantity") BigDecimal filledQuantity,
    @JsonProperty("remaining_quantity") @Nullable BigDecimal remainingQuantity,
    @JsonProperty("average_price") @Nullable BigDecimal averagePrice,
    @JsonProperty("client_order_id") String clientOrderId,
    @JsonProperty("broker_order_id") @Nullable String brokerOrderId,
    String reason,
    List<Reason> reasons,
    @JsonProperty("idempotency_key") @Nullable String idempotencyKey,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt,
    @JsonProperty("submitted_at") @Nullable Instant submittedAt,
    List<RouterFill> fills,
    List<RouterChange> history) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * An execution.
   *
   * @param kind a fill, or a correction or bust of one
   * @param fee null if the broker tells fees elsewhere
   */
  record RouterFill(
      @JsonProperty("execution_id") String executionId,
      Execution.Kind kind,
      BigDecimal quantity,
      BigDecimal price,
      @Nullable BigDecimal fee,
      @JsonProperty("fee_currency") @Nullable String feeCurrency,
      @JsonProperty("executed_at") Instant executedAt) {
    static RouterFill of(FillView fill) {
      var fee = fill.fee();
      return new RouterFill(
          fill.identity(),
          fill.kind(),
          fill.quantity(),
          fill.price(),
          fee == null ? null : fee.amount(),
          fee == null ? null : fee.currency().code(),
          fill.executedAt());
    }
  }

  /**
   * One entry of the history.
   *
   * @param event what happened: {@code order.accepted}
   * @param status the state after it
   */
  record RouterChange(
      long sequence,
      String event,
      @Nullable String status,
      @JsonProperty("filled_quantity") @Nullable String filledQuantity,
      @JsonProperty("average_price") @Nullable String averagePrice,
      @Nullable String reason,
      String actor,
      Instant at) {
    static RouterChange of(OrderEvent event) {
      var details = JSON.readTree(event.payload());
      return new RouterChange(
          event.sequence(),
          event.type(),
          text(details, "state"),
          text(details, "cumulativeQuantity"),
          text(details, "averagePrice"),
          text(details, "reason"),
          event.actor(),
          event.recordedAt());
    }

    private static @Nullable String text(JsonNode details, String name) {
      var value = details.get(name);
      return value == null || !value.isString() ? null : value.stringValue();
    }
  }

  static RouterOrderAnswer of(OrderView order) {
    return of(order, List.of());
  }

  static RouterOrderAnswer of(OrderView order, List<OrderEvent> events) {
    var spec = order.spec();
    var terms = spec.terms();
    var instrument = spec.instrument();
    var notional = spec.notional();
    var takeProfit = spec.takeProfit();
    var stopLoss = spec.stopLoss();
    return new RouterOrderAnswer(
        order.id(),
        order.id(),
        order.account(),
        instrument == null ? null : instrument.symbol(),
        spec.side(),
        RouterOrderTypes.of(spec),
        order.state(),
        spec.units(),
        notional == null ? null : notional.amount(),
        terms.limitPrice(),
        terms.stopPrice(),
        trail(terms.trail(), TrailingOffset.Unit.AMOUNT),
        trail(terms.trail(), TrailingOffset.Unit.PERCENT),
        terms.timeInForce(),
        terms.session(),
        terms.goodUntil(),
        takeProfit == null ? null : takeProfit.limitPrice(),
        stopLoss == null ? null : stopLoss.stopPrice(),
        stopLoss == null ? null : stopLoss.limitPrice(),
        spec.displayQuantity(),
        order.parent(),
        order.parts(),
        order.cumulativeQuantity(),
        order.leavesQuantity(),
        order.averagePrice(),
        order.clientOrderId(),
        order.brokerOrderId(),
        order.reason(),
        reasons(order.refusals()),
        order.idempotencyKey(),
        order.createdAt(),
        order.updatedAt(),
        order.submittedAt(),
        order.fills().stream().map(RouterFill::of).toList(),
        events.stream().map(RouterChange::of).toList());
  }

  /** The failed checks in this surface's words: here the class of an order is part of its type. */
  static List<Reason> reasons(List<Refusal> refusals) {
    return refusals.stream().map(RouterOrderAnswer::reason).toList();
  }

  private static Reason reason(Refusal refusal) {
    return isOfType(refusal)
        ? new Reason(Refusal.Code.UNSUPPORTED_ORDER_TYPE.name(), "order_type", refusal.sentence())
        : new Reason(refusal.code().name(), snakeCase(refusal.field()), refusal.sentence());
  }

  static boolean isOfType(Refusal refusal) {
    return refusal.code() == Refusal.Code.UNSUPPORTED_ORDER_TYPE
        || refusal.code() == Refusal.Code.UNSUPPORTED_ORDER_CLASS;
  }

  private static String snakeCase(String field) {
    return field.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static @Nullable BigDecimal trail(
      @Nullable TrailingOffset trail, TrailingOffset.Unit unit) {
    return trail != null && trail.unit() == unit ? trail.value() : null;
  }
}
