package io.brokerway.exchange;

import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.VenueEvent.Trail;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a replaced order becomes. Pure; throws a {@link Refusal}. */
final class Replacement {
  private Replacement() {}

  static OrderTerms terms(LiveOrder order, OrderChange change) {
    var old = order.terms;
    if (order.triggered && (change.stopPrice() != null || change.trail() != null)) {
      throw new Refusal(RejectReason.TOO_LATE, "the stop was seen already");
    }
    var timeInForce = change.timeInForce() == null ? old.timeInForce() : change.timeInForce();
    if (timeInForce != old.timeInForce() && !lasts(timeInForce)) {
      throw new Refusal(
          RejectReason.UNSUPPORTED_COMBINATION, "a working order cannot become " + timeInForce);
    }
    try {
      return new OrderTerms(
          old.type(),
          timeInForce,
          old.session(),
          change.limitPrice() == null ? old.limitPrice() : change.limitPrice(),
          change.stopPrice() == null ? old.stopPrice() : change.stopPrice(),
          change.trail() == null ? old.trail() : change.trail(),
          old.limitOffset(),
          goodUntil(old, change, timeInForce));
    } catch (IllegalArgumentException wrongField) {
      throw new Refusal(RejectReason.INVALID_REQUEST, String.valueOf(wrongField.getMessage()));
    }
  }

  private static boolean lasts(TimeInForce timeInForce) {
    return switch (timeInForce) {
      case DAY, GTC, GTD -> true;
      case IOC, FOK, OPG, CLS -> false;
    };
  }

  private static @Nullable Instant goodUntil(
      OrderTerms old, OrderChange change, TimeInForce timeInForce) {
    if (change.goodUntil() != null) {
      return change.goodUntil();
    }
    return timeInForce == TimeInForce.GTD ? old.goodUntil() : null;
  }

  /** The new total. */
  static @Nullable BigDecimal quantity(LiveOrder order, OrderChange change) {
    var quantity = change.quantity();
    if (quantity == null) {
      return order.quantity;
    }
    if (order.quantity == null) {
      throw new Refusal(
          RejectReason.INVALID_QUANTITY, "an order by amount of money has no quantity to change");
    }
    var isExit = order.parent != null || order.orderClass == OrderClass.OCO;
    if (isExit && quantity.compareTo(order.quantity) != 0) {
      throw new Refusal(
          RejectReason.UNSUPPORTED_COMBINATION, "the quantity of an exit follows its entry");
    }
    OrderRules.checkUnits(quantity, order.side, order.listed);
    if (quantity.compareTo(order.cumulative) <= 0) {
      throw new Refusal(
          RejectReason.INVALID_QUANTITY,
          "quantity is the new total and must be above the %s that filled, not %s"
              .formatted(order.cumulative.toPlainString(), quantity.toPlainString()));
    }
    return Amounts.trimmed(quantity);
  }

  /** The best price seen stays; a new offset is laid on it. */
  static @Nullable Trail trail(LiveOrder order, OrderTerms terms) {
    var offset = terms.trail();
    var trail = order.trail;
    if (offset == null || trail == null) {
      return null;
    }
    return Trailing.at(trail.highWaterMark(), offset, order.isBuy(), order.listed);
  }
}
