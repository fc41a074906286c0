package io.brokerway.simulators.coinbase;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueOrder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One order of Coinbase's. It keeps its id through edits, where the venue makes a new order of
 * each; and a bracket is one order, where the venue has two exits.
 *
 * @param first the venue's order that gave it its id
 * @param newest what became of that by edits
 * @param otherExit the exit that takes the loss; absent for all but brackets
 * @param fills of all of these, oldest first
 */
record TradedOrder(
    VenueOrder first,
    VenueOrder newest,
    @Nullable VenueOrder otherExit,
    List<VenueExecution> fills) {

  TradedOrder {
    fills = fills.stream().sorted(Comparator.comparing(VenueExecution::at)).toList();
  }

  String id() {
    return first.id();
  }

  boolean buys() {
    return first.side() == Side.BUY;
  }

  /** Whether it is the bracket that protects what another order bought. */
  boolean isAttached() {
    return first.orderClass() == OrderClass.BRACKET && first.parentId() != null;
  }

  BigDecimal filled() {
    return sum(fills.stream().map(VenueExecution::quantity).toList());
  }

  BigDecimal value() {
    return sum(fills.stream().map(fill -> fill.quantity().multiply(fill.price())).toList());
  }

  BigDecimal fees() {
    return sum(fills.stream().map(VenueExecution::fee).toList());
  }

  /** What it is for in coins; absent for an order by amount of money. */
  @Nullable BigDecimal quantity() {
    return newest.quantity();
  }

  /** What may still fill; 0 once it ended. */
  BigDecimal leaves() {
    var quantity = quantity();
    return quantity == null || !isOpen()
        ? BigDecimal.ZERO
        : quantity.subtract(filled()).max(BigDecimal.ZERO);
  }

  BigDecimal averagePrice() {
    return filled().signum() == 0
        ? BigDecimal.ZERO
        : value().divide(filled(), MathContext.DECIMAL64);
  }

  BigDecimal completion() {
    var notional = first.notional();
    if (status() == OrderStatus.FILLED) {
      return new BigDecimal(100);
    }
    if (notional != null) {
      return Texts.percent(value(), notional);
    }
    var quantity = quantity();
    return quantity == null ? BigDecimal.ZERO : Texts.percent(filled(), quantity);
  }

  boolean isOpen() {
    return newest.isOpen() || (otherExit != null && otherExit.isOpen());
  }

  /** That of the whole: what one exit filled the other did not miss. */
  OrderStatus status() {
    if (otherExit == null || otherExit.status() != OrderStatus.FILLED) {
      return newest.status();
    }
    return OrderStatus.FILLED;
  }

  /** Whether its stop was seen. */
  boolean triggered() {
    return otherExit == null ? newest.triggered() : otherExit.triggered();
  }

  Instant updatedAt() {
    var own = newest.updatedAt();
    return otherExit == null || otherExit.updatedAt().isBefore(own) ? own : otherExit.updatedAt();
  }

  Optional<Instant> lastFillAt() {
    return fills.isEmpty() ? Optional.empty() : Optional.of(fills.getLast().at());
  }

  private static BigDecimal sum(List<BigDecimal> parts) {
    return parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
