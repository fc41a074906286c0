package io.brokerway.server.rest.v1;

import io.brokerway.broker.Money;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.engine.orders.CommandView;
import io.brokerway.engine.orders.FillView;
import io.brokerway.engine.orders.OrderView;
import io.brokerway.engine.orders.core.CommandKind;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.OrderOrigin;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.server.rest.Problem.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order: what was asked for and how it stands.
 *
 * @param instrument null for a multi-leg order
 * @param quantity in units; null for an order by amount of money
 * @param maxAge how old it may be when it is sent, ISO 8601
 * @param leavesQuantity what may still fill; null for an order by amount of money
 * @param averagePrice null while nothing filled
 * @param flags {@code OVERFILL}, {@code LATE_ARRIVAL}: alarms
 * @param reasons every failed check of a denied order
 * @param reason why it is in this state; empty if nothing is to be said
 * @param sequence the number of its newest event
 * @param origin who placed it; {@code PART} and {@code ALTERNATIVE_PART} are orders that the broker
 *     made for an exit or a leg of another one
 * @param parentId the order that it is a part of; null if none is known
 * @param partIds the orders that the broker made for its exits or legs; each has its own fills
 * @param commands place, replaces and cancels, oldest first; empty in lists
 * @param fills empty in lists
 */
record OrderResource(
    UUID id,
    UUID accountId,
    String userId,
    OrderOrigin origin,
    OrderState state,
    OrderClass orderClass,
    @Nullable InstrumentResource instrument,
    Side side,
    PositionEffect effect,
    OrderType type,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal notional,
    TimeInForce timeInForce,
    TradingSession session,
    @Nullable BigDecimal limitPrice,
    @Nullable BigDecimal stopPrice,
    @Nullable TrailBody trail,
    @Nullable BigDecimal limitOffset,
    @Nullable Instant goodUntil,
    List<Leg> legs,
    @Nullable ExitBody takeProfit,
    @Nullable ExitBody stopLoss,
    @Nullable BigDecimal displayQuantity,
    boolean allOrNone,
    Map<String, String> parameters,
    String maxAge,
    @Nullable String idempotencyKey,
    String clientOrderId,
    @Nullable String brokerOrderId,
    BigDecimal cumulativeQuantity,
    @Nullable BigDecimal leavesQuantity,
    @Nullable BigDecimal averagePrice,
    List<String> flags,
    List<Reason> reasons,
    String reason,
    long sequence,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant submittedAt,
    @Nullable UUID parentId,
    List<UUID> partIds,
    List<Command> commands,
    List<Fill> fills) {

  /** One instrument of a multi-leg order. */
  record Leg(InstrumentResource instrument, Side side, int ratio, PositionEffect effect) {
    static Leg of(OrderLeg leg) {
      return new Leg(
          InstrumentResource.of(leg.instrument()), leg.side(), leg.ratio(), leg.effect());
    }
  }

  /** A command of the order. */
  record Command(
      int number,
      CommandKind kind,
      CommandState state,
      int attempts,
      List<Reason> reasons,
      String reason,
      Instant createdAt,
      Instant updatedAt) {
    static Command of(CommandView command) {
      return new Command(
          command.number(),
          command.kind(),
          command.state(),
          command.attempts(),
          OrderResource.reasons(command.refusals()),
          command.reason(),
          command.createdAt(),
          command.updatedAt());
    }
  }

  /**
   * A booked execution.
   *
   * @param fee null if the broker tells fees elsewhere
   */
  record Fill(
      String executionId,
      Execution.Kind kind,
      BigDecimal quantity,
      BigDecimal price,
      @Nullable BigDecimal fee,
      @Nullable String feeCurrency,
      Instant executedAt,
      String source) {
    static Fill of(FillView fill) {
      Money fee = fill.fee();
      return new Fill(
          fill.identity(),
          fill.kind(),
          fill.quantity(),
          fill.price(),
          fee == null ? null : fee.amount(),
          fee == null ? null : fee.currency().code(),
          fill.executedAt(),
          fill.source());
    }
  }

  static OrderResource of(OrderView order) {
    var spec = order.spec();
    var terms = spec.terms();
    var instrument = spec.instrument();
    var trail = terms.trail();
    return new OrderResource(
        order.id(),
        order.account(),
        order.user(),
        order.origin(),
        order.state(),
        spec.orderClass(),
        instrument == null ? null : InstrumentResource.of(instrument),
        spec.side(),
        spec.effect(),
        terms.type(),
        units(spec.quantity()),
        notional(spec.quantity()),
        terms.timeInForce(),
        terms.session(),
        terms.limitPrice(),
        terms.stopPrice(),
        trail == null ? null : TrailBody.of(trail),
        terms.limitOffset(),
        terms.goodUntil(),
        spec.legs().stream().map(Leg::of).toList(),
        exit(spec.takeProfit()),
        exit(spec.stopLoss()),
        spec.displayQuantity(),
        spec.allOrNone(),
        spec.parameters(),
        order.maxAge().toString(),
        order.idempotencyKey(),
        order.clientOrderId(),
        order.brokerOrderId(),
        order.cumulativeQuantity(),
        order.leavesQuantity(),
        order.averagePrice(),
        flags(order),
        reasons(order.refusals()),
        order.reason(),
        order.sequence(),
        order.createdAt(),
        order.updatedAt(),
        order.submittedAt(),
        order.parent(),
        order.parts(),
        order.commands().stream().map(Command::of).toList(),
        order.fills().stream().map(Fill::of).toList());
  }

  static List<Reason> reasons(List<Refusal> refusals) {
    return refusals.stream()
        .map(refusal -> new Reason(refusal.code().name(), refusal.field(), refusal.sentence()))
        .toList();
  }

  private static @Nullable BigDecimal units(OrderQuantity quantity) {
    return quantity instanceof OrderQuantity.Units units ? units.units() : null;
  }

  private static @Nullable BigDecimal notional(OrderQuantity quantity) {
    return quantity instanceof OrderQuantity.Notional notional ? notional.amount().amount() : null;
  }

  private static @Nullable ExitBody exit(@Nullable ExitOrder exit) {
    return exit == null ? null : ExitBody.of(exit);
  }

  private static List<String> flags(OrderView order) {
    if (!order.overfill() && !order.lateArrival()) {
      return List.of();
    }
    return order.overfill()
        ? order.lateArrival() ? List.of("OVERFILL", "LATE_ARRIVAL") : List.of("OVERFILL")
        : List.of("LATE_ARRIVAL");
  }
}
