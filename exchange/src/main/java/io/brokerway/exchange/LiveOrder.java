package io.brokerway.exchange;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.exchange.VenueEvent.Binding;
import io.brokerway.exchange.VenueEvent.Trail;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as it changes. Guarded by its venue's lock; only {@link Ledger} changes it. */
final class LiveOrder {
  final String id;
  final long sequence;
  final LiveAccount account;
  final String clientOrderId;
  final OrderClass orderClass;
  final Listed listed;
  final Side side;
  final OrderTerms terms;
  final @Nullable BigDecimal notional;
  final boolean allOrNone;
  final boolean counted;
  final List<String> legs;
  final @Nullable String replaces;
  final Instant submittedAt;
  final BigDecimal carried;
  private final BigDecimal carriedSpent;
  final List<OrderHistoryEntry> history = new ArrayList<>();
  final List<VenueExecution> executions = new ArrayList<>();

  @Nullable BigDecimal quantity;
  @Nullable String parent;
  @Nullable String replacedBy;
  OrderStatus status;
  BigDecimal cumulative;
  BigDecimal spent;
  Binding binding;
  @Nullable Trail trail;
  boolean triggered;
  String text = "";
  @Nullable Instant expiresAt;
  Instant updatedAt;

  LiveOrder(
      VenueEvent.OrderPlaced placed,
      long sequence,
      LiveAccount account,
      Listed listed,
      @Nullable LiveOrder replaced) {
    this.id = placed.id();
    this.sequence = sequence;
    this.account = account;
    this.clientOrderId = placed.clientOrderId();
    this.orderClass = placed.orderClass();
    this.listed = listed;
    this.side = placed.side();
    this.terms = placed.terms();
    this.quantity = placed.quantity();
    this.notional = placed.notional();
    this.allOrNone = placed.allOrNone();
    this.counted = placed.counted();
    this.binding = placed.binding();
    this.parent = placed.parent();
    this.legs = new ArrayList<>(placed.legs());
    this.replaces = placed.replaces();
    this.submittedAt = placed.at();
    this.updatedAt = placed.at();
    this.expiresAt = placed.expiresAt();
    this.trail = placed.trail();
    this.carried = replaced == null ? BigDecimal.ZERO : replaced.cumulative;
    this.cumulative = carried;
    this.spent = replaced == null ? BigDecimal.ZERO : replaced.spent;
    this.carriedSpent = spent;
    this.triggered = replaced != null && replaced.triggered;
    this.status = status(placed.held(), carried);
  }

  /** An order that was kept. */
  LiveOrder(OrderState kept, LiveAccount account, Listed listed) {
    this.id = kept.id();
    this.sequence = kept.sequence();
    this.account = account;
    this.clientOrderId = kept.clientOrderId();
    this.orderClass = kept.orderClass();
    this.listed = listed;
    this.side = kept.side();
    this.terms = kept.terms();
    this.notional = kept.notional();
    this.allOrNone = kept.allOrNone();
    this.counted = kept.counted();
    this.legs = new ArrayList<>(kept.legs());
    this.replaces = kept.replaces();
    this.submittedAt = kept.submittedAt();
    this.carried = kept.carried();
    this.carriedSpent = kept.carriedSpent();
    this.quantity = kept.quantity();
    this.parent = kept.parent();
    this.replacedBy = kept.replacedBy();
    this.status = kept.status();
    this.cumulative = kept.cumulative();
    this.spent = kept.spent();
    this.binding = kept.binding();
    this.trail = kept.trail();
    this.triggered = kept.triggered();
    this.text = kept.text();
    this.expiresAt = kept.expiresAt();
    this.updatedAt = kept.updatedAt();
    this.history.addAll(kept.history());
    kept.fills().forEach(fill -> executions.add(execution(fill)));
  }

  private VenueExecution execution(OrderState.Fill fill) {
    return new VenueExecution(
        fill.id(),
        id,
        new AccountKey(account.key),
        listed,
        side,
        fill.quantity(),
        fill.price(),
        fill.cumulative(),
        fill.leaves(),
        fill.positionAfter(),
        fill.fee(),
        fill.at());
  }

  /** All of it, to be kept. */
  OrderState state() {
    return new OrderState(
        id,
        sequence,
        account.key,
        clientOrderId,
        orderClass,
        listed.symbol(),
        side,
        terms,
        notional,
        allOrNone,
        counted,
        legs,
        replaces,
        submittedAt,
        carried,
        carriedSpent,
        quantity,
        parent,
        replacedBy,
        status,
        cumulative,
        spent,
        binding,
        trail,
        triggered,
        text,
        expiresAt,
        updatedAt,
        history,
        executions.stream().map(LiveOrder::fill).toList());
  }

  private static OrderState.Fill fill(VenueExecution execution) {
    return new OrderState.Fill(
        execution.id(),
        execution.quantity(),
        execution.price(),
        execution.cumulativeQuantity(),
        execution.leavesQuantity(),
        execution.positionAfter(),
        execution.fee(),
        execution.at());
  }

  private static OrderStatus status(boolean held, BigDecimal carried) {
    if (held) {
      return OrderStatus.SUSPENDED;
    }
    return carried.signum() > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
  }

  boolean isOpen() {
    return !status.isFinal();
  }

  /** Whether it takes part in the market. */
  boolean isWorking() {
    return isOpen() && status != OrderStatus.SUSPENDED;
  }

  /** Whether it stands for its legs, which fill together and only so. */
  boolean isCombination() {
    return orderClass == OrderClass.MULTI_LEG && parent == null;
  }

  boolean isCombinationLeg() {
    return orderClass == OrderClass.MULTI_LEG && parent != null;
  }

  boolean isAuctionOnly() {
    return terms.timeInForce() == TimeInForce.OPG || terms.timeInForce() == TimeInForce.CLS;
  }

  boolean isExtended() {
    return terms.session() != TradingSession.REGULAR;
  }

  boolean isBuy() {
    return side == Side.BUY;
  }

  /** Whether it still waits for its stop. */
  boolean isUntriggered() {
    return !triggered && (terms.type().needsStopPrice() || terms.type().trails());
  }

  /** The worst price that it takes; absent if it takes any. */
  @Nullable BigDecimal limit() {
    return terms.type() == OrderType.LIMIT || terms.type() == OrderType.STOP_LIMIT
        ? terms.limitPrice()
        : null;
  }

  @Nullable BigDecimal stop() {
    return trail != null ? trail.stop() : terms.stopPrice();
  }

  /** What may be filled yet, at a price. */
  BigDecimal leaves(BigDecimal price) {
    return quantity != null
        ? quantity.subtract(cumulative)
        : Amounts.units(notionalLeft(), price, listed);
  }

  BigDecimal notionalLeft() {
    return notional == null ? BigDecimal.ZERO : notional.subtract(spent);
  }

  /** Units that it binds of a holding. */
  BigDecimal closingLeft() {
    if (!counted || !isWorking()) {
      return BigDecimal.ZERO;
    }
    return binding.closing().subtract(filled()).max(BigDecimal.ZERO);
  }

  /** What it binds of the account's equity. */
  BigDecimal equityBound() {
    if (!counted || !isWorking()) {
      return BigDecimal.ZERO;
    }
    var opened = filled().subtract(binding.closing()).max(BigDecimal.ZERO);
    return binding
        .opening()
        .subtract(opened)
        .max(BigDecimal.ZERO)
        .multiply(binding.equityPerUnit());
  }

  private BigDecimal filled() {
    return cumulative.subtract(carried);
  }

  @Nullable BigDecimal averagePrice() {
    return cumulative.signum() == 0
        ? null
        : Amounts.trimmed(spent.divide(cumulative, MathContext.DECIMAL64));
  }

  private @Nullable BigDecimal ownAveragePrice() {
    return filled().signum() == 0
        ? null
        : Amounts.trimmed(spent.subtract(carriedSpent).divide(filled(), MathContext.DECIMAL64));
  }

  VenueOrder snapshot() {
    return new VenueOrder(
        id,
        sequence,
        new AccountKey(account.key),
        clientOrderId,
        orderClass,
        listed,
        side,
        terms,
        quantity,
        notional,
        status,
        cumulative,
        carried,
        averagePrice(),
        ownAveragePrice(),
        trail == null ? null : trail.highWaterMark(),
        trail == null ? null : trail.stop(),
        triggered,
        allOrNone,
        parent,
        legs,
        replaces,
        replacedBy,
        text,
        expiresAt,
        submittedAt,
        updatedAt,
        endedAs(OrderStatus.FILLED),
        endedAs(OrderStatus.CANCELED),
        endedAs(OrderStatus.EXPIRED),
        endedAs(OrderStatus.REPLACED));
  }

  private @Nullable Instant endedAs(OrderStatus end) {
    return status == end ? updatedAt : null;
  }
}
