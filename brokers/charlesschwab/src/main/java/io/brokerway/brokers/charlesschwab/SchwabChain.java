package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which order took the place of which. Schwab gives a replaced order's successor a new id and says
 * in the old one which, or not at all: then it is the one order of the same kind that was entered
 * as the old one ended. Pure.
 */
final class SchwabChain {
  private static final int LONGEST = 50;

  /** How far the end of the one may be from the entry of the other. */
  static final Duration SKEW = Duration.ofSeconds(5);

  private final List<SchwabWire.Order> orders;

  /** The orders among which to look. */
  SchwabChain(List<SchwabWire.Order> orders) {
    this.orders = List.copyOf(orders);
  }

  static boolean isReplaced(SchwabWire.Order order) {
    return "REPLACED".equals(order.status());
  }

  /** When the order was replaced. */
  static Instant ended(SchwabWire.Order order) {
    return SchwabFigures.instant(
        "closeTime", order.closeTime() == null ? order.enteredTime() : order.closeTime());
  }

  /** The order that took this one's place, if exactly one may have. */
  Optional<SchwabWire.Order> successor(SchwabWire.Order order) {
    var told = SchwabOrders.successor(order);
    var candidates =
        orders.stream()
            .filter(other ->
                told == null ? mayFollow(other, order) : SchwabOrders.id(other).equals(told))
            .toList();
    return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
  }

  private static boolean mayFollow(SchwabWire.Order one, SchwabWire.Order replaced) {
    var entered = SchwabFigures.instant("enteredTime", one.enteredTime());
    var away = Duration.between(ended(replaced), entered).abs();
    return SchwabFigures.given("orderId", one.orderId())
            > SchwabFigures.given("orderId", replaced.orderId())
        && away.compareTo(SKEW) <= 0
        && isOfOneKind(one, replaced);
  }

  private static boolean isOfOneKind(SchwabWire.Order one, SchwabWire.Order other) {
    var its = SchwabOrders.firstLeg(one);
    var leg = SchwabOrders.firstLeg(other);
    return Objects.equals(its.instruction(), leg.instruction())
        && Objects.equals(one.orderType(), other.orderType())
        && SchwabSymbols.instrument(its.instrument())
            .key()
            .equals(SchwabSymbols.instrument(leg.instrument()).key());
  }

  /**
   * What all that an order replaced had filled, without its own.
   *
   * @throws UnexpectedReply if that cannot be told for sure: what is not counted would be traded
   *     again
   */
  BigDecimal filledBefore(SchwabWire.Order order) {
    var filled = BigDecimal.ZERO;
    var current = order;
    for (var i = 0; i < LONGEST; i++) {
      var before = predecessor(current);
      if (before.isEmpty()) {
        return filled;
      }
      current = before.get();
      filled = filled.add(SchwabFigures.orZero(current.filledQuantity()));
    }
    throw new UnexpectedReply("the chain of replaces at Schwab is too long to be counted");
  }

  private Optional<SchwabWire.Order> predecessor(SchwabWire.Order order) {
    var id = SchwabOrders.id(order);
    var candidates =
        orders.stream()
            .filter(SchwabChain::isReplaced)
            .filter(replaced -> {
              var told = SchwabOrders.successor(replaced);
              return told == null ? mayFollow(order, replaced) : told.equals(id);
            })
            .toList();
    if (candidates.size() > 1) {
      throw new UnexpectedReply("several orders at Schwab may have been replaced by this one");
    }
    return candidates.stream().findFirst();
  }
}
