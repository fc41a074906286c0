package io.brokerway.engine.orders.core;

import io.brokerway.broker.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What changes of an order in its life.
 *
 * @param base the state without what our own open commands add to it
 * @param side never changes
 * @param quantity the ordered total in units; absent for an order by amount of money
 * @param booked units of all booked executions
 * @param bookedValue their sum of quantity times price
 * @param reported the broker's cumulative quantity over the chain
 * @param reportedAverage the broker's average price that came with it
 * @param brokerOrderId the newest of the chain
 * @param pendingCancels cancels that the broker may be working on
 * @param pendingReplaces replaces that the broker may be working on
 * @param acknowledgedAt when the broker answered for it first
 * @param reservedCash what it binds of the buying power
 * @param reserveUntil a balance read that started later knows of the order itself and ends the
 *     reservation; absent while nothing does
 * @param sequence the number of its newest fact
 */
public record OrderLife(
    OrderState base,
    Side side,
    @Nullable BigDecimal quantity,
    BigDecimal booked,
    BigDecimal bookedValue,
    BigDecimal reported,
    @Nullable BigDecimal reportedAverage,
    @Nullable String brokerOrderId,
    int pendingCancels,
    int pendingReplaces,
    boolean overfill,
    boolean lateArrival,
    @Nullable Instant acknowledgedAt,
    BigDecimal reservedCash,
    @Nullable Instant reserveUntil,
    long sequence,
    String reason,
    Instant updatedAt) {

  public OrderLife {
    reason = Words.clean(reason, Command.MAX_REASON);
  }

  /** The life of an order that was just taken. */
  public static OrderLife begun(
      OrderState base,
      Side side,
      @Nullable BigDecimal quantity,
      BigDecimal reservedCash,
      long sequence,
      Instant at) {
    return new OrderLife(
        base,
        side,
        quantity,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        null,
        null,
        0,
        0,
        false,
        false,
        null,
        reservedCash,
        null,
        sequence,
        "",
        at);
  }

  /** The state as a client sees it. */
  public OrderState state() {
    if (!base.isWorking()) {
      return base;
    }
    if (pendingCancels > 0) {
      return OrderState.PENDING_CANCEL;
    }
    return pendingReplaces > 0 ? OrderState.PENDING_REPLACE : base;
  }

  public boolean isFinal() {
    return base.isFinal();
  }

  /** FIX CumQty(14): what is booked, or what the broker told if that is more. */
  public BigDecimal cumulative() {
    return booked.max(reported);
  }

  /** FIX AvgPx(6); absent while nothing filled. */
  public @Nullable BigDecimal average() {
    if (reported.compareTo(booked) > 0 && reportedAverage != null) {
      return reportedAverage;
    }
    return booked.signum() > 0 ? Prices.average(bookedValue, booked) : null;
  }

  /** FIX LeavesQty(151); absent for an order by amount of money. */
  public @Nullable BigDecimal leaves() {
    if (isFinal()) {
      return BigDecimal.ZERO;
    }
    return quantity == null ? null : quantity.subtract(cumulative()).max(BigDecimal.ZERO);
  }

  Draft draft() {
    return new Draft(this);
  }

  /** The next life in the making. */
  static final class Draft {
    OrderState base;
    final Side side;
    @Nullable BigDecimal quantity;
    BigDecimal booked;
    BigDecimal bookedValue;
    BigDecimal reported;
    @Nullable BigDecimal reportedAverage;
    @Nullable String brokerOrderId;
    int pendingCancels;
    int pendingReplaces;
    boolean overfill;
    boolean lateArrival;
    @Nullable Instant acknowledgedAt;
    BigDecimal reservedCash;
    @Nullable Instant reserveUntil;
    long sequence;
    String reason;
    Instant updatedAt;

    private Draft(OrderLife life) {
      base = life.base;
      side = life.side;
      quantity = life.quantity;
      booked = life.booked;
      bookedValue = life.bookedValue;
      reported = life.reported;
      reportedAverage = life.reportedAverage;
      brokerOrderId = life.brokerOrderId;
      pendingCancels = life.pendingCancels;
      pendingReplaces = life.pendingReplaces;
      overfill = life.overfill;
      lateArrival = life.lateArrival;
      acknowledgedAt = life.acknowledgedAt;
      reservedCash = life.reservedCash;
      reserveUntil = life.reserveUntil;
      sequence = life.sequence;
      reason = life.reason;
      updatedAt = life.updatedAt;
    }

    OrderLife done() {
      return new OrderLife(
          base,
          side,
          quantity,
          booked,
          bookedValue,
          reported,
          reportedAverage,
          brokerOrderId,
          pendingCancels,
          pendingReplaces,
          overfill,
          lateArrival,
          acknowledgedAt,
          reservedCash,
          reserveUntil,
          sequence,
          reason,
          updatedAt);
    }
  }
}
