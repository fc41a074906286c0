package io.brokerway.simulators.zerodha;

import io.brokerway.broker.order.OrderStatus;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueOrder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/**
 * An order of Kite's, which keeps its id over changes.
 *
 * @param links the orders at the venue, oldest first; the last one is the present one
 * @param fills of all links, oldest first
 */
record KiteOrder(OrderNote note, Book book, List<VenueOrder> links, List<VenueExecution> fills) {
  private static final int PRICE_DECIMALS = 4;

  KiteOrder {
    links = List.copyOf(links);
    fills = List.copyOf(fills);
  }

  VenueOrder head() {
    return links.getLast();
  }

  Instant placedAt() {
    return links.getFirst().submittedAt();
  }

  boolean buys() {
    return !head().side().isSell();
  }

  BigDecimal filled() {
    return fills.stream().map(VenueExecution::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** In total: what earlier links filled that the present one does not count is added to it. */
  BigDecimal quantity() {
    var own = head().quantity();
    if (own == null) {
      throw new IllegalStateException("an order by amount was let through: " + head().id());
    }
    return own.add(filled()).subtract(head().cumulativeQuantity());
  }

  BigDecimal averagePrice() {
    return averageOf(fills);
  }

  static BigDecimal averageOf(List<VenueExecution> fills) {
    var quantity = BigDecimal.ZERO;
    var value = BigDecimal.ZERO;
    for (var fill : fills) {
      quantity = quantity.add(fill.quantity());
      value = value.add(fill.quantity().multiply(fill.price()));
    }
    return quantity.signum() == 0
        ? BigDecimal.ZERO
        : value
            .divide(quantity, MathContext.DECIMAL64)
            .setScale(PRICE_DECIMALS, RoundingMode.HALF_UP)
            .stripTrailingZeros();
  }

  boolean isOpen() {
    return head().isOpen();
  }

  /** Whether it is the second leg of a cover order whose first one did not fill yet. */
  boolean isHeld() {
    return head().status() == OrderStatus.SUSPENDED;
  }
}
