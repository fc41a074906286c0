package io.brokerway.simulators;

import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueOrder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each order of a replace chain counts for itself. The venue counts on through the chain; at
 * Alpaca the order that replaces another has a quantity of its own and begins at 0 filled.
 *
 * <p>Alpaca's reference is silent on it. Source: Alpaca's issue tracker, Alpaca-API #165, read
 * 2026-11-23; not confirmed by Alpaca.
 */
public final class OwnCount {
  private OwnCount() {}

  /** What the order itself is for; absent for an order by amount of money. */
  public static @Nullable BigDecimal quantity(VenueOrder order) {
    return order.quantity() == null ? null : order.quantity().subtract(order.carriedQuantity());
  }

  /** What the order itself filled. */
  public static BigDecimal filled(VenueOrder order) {
    return filled(order, order.cumulativeQuantity());
  }

  /** What the order itself had filled when its chain stood at a cumulative quantity. */
  public static BigDecimal filled(VenueOrder order, BigDecimal cumulative) {
    return cumulative.subtract(order.carriedQuantity());
  }

  /**
   * The average price of the order's own fills.
   *
   * @param executions the order's own; those after its present state do not count
   * @return null while nothing filled
   */
  public static @Nullable BigDecimal averagePrice(
      VenueOrder order, List<VenueExecution> executions) {
    if (filled(order).signum() == 0) {
      return null;
    }
    var spent = BigDecimal.ZERO;
    for (var execution : executions) {
      if (execution.cumulativeQuantity().compareTo(order.cumulativeQuantity()) <= 0) {
        spent = spent.add(execution.quantity().multiply(execution.price()));
      }
    }
    return spent.divide(filled(order), MathContext.DECIMAL64);
  }

  /**
   * The venue's words for a change of an order: its new total is all that the chain filled and the
   * new order's own quantity on top, the old order's if none is named. An exit never grows so: it
   * closes what its entry opened and no more.
   */
  public static OrderChange inTotal(VenueOrder order, OrderChange change) {
    if (change.quantity() == null && (filled(order).signum() == 0 || isExit(order))) {
      return change;
    }
    var own = change.quantity() == null ? quantity(order) : change.quantity();
    return new OrderChange(
        own == null ? null : own.add(order.cumulativeQuantity()),
        change.limitPrice(),
        change.stopPrice(),
        change.trail(),
        change.timeInForce(),
        change.goodUntil());
  }

  private static boolean isExit(VenueOrder order) {
    return order.parentId() != null || order.orderClass() == OrderClass.OCO;
  }
}
