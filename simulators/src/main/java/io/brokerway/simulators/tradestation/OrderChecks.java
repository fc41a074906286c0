package io.brokerway.simulators.tradestation;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenuePosition;
import io.brokerway.exchange.VenueReply;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The rules of an order that need the account, and the words of refusals. That codes of position
 * conflicts exist is known, which of them is which is not.
 */
final class OrderChecks {
  private final Venue venue;

  OrderChecks(Venue venue) {
    this.venue = venue;
  }

  static Holder tradable(Holder holder) {
    if (holder.kind() == AccountKind.FUTURES) {
      throw Refusal.forbidden("Request not supported for account type.");
    }
    return holder;
  }

  void check(OrderBuilder.Ready ready) {
    if (!ready.holder().isActive()) {
      throw new OrderFailed("Account is restricted: " + ready.holder().status());
    }
    if (ready.order().orderClass() != OrderClass.MULTI_LEG) {
      checkPosition(ready);
    }
  }

  /** An order closes or opens, it never turns a position round. */
  private void checkPosition(OrderBuilder.Ready ready) {
    var request = ready.parts().getFirst();
    var position = position(ready);
    var held = position.map(VenuePosition::quantity).orElse(BigDecimal.ZERO);
    var free = position.map(VenuePosition::available).orElse(BigDecimal.ZERO);
    var action = request.action();
    if (action.closes()) {
      var right = held.signum() == (action.buys() ? -1 : 1);
      if (!right || request.quantity().compareTo(free) > 0) {
        throw new OrderFailed(conflict(action.buys() ? "EC701" : "EC601", held));
      }
      return;
    }
    if (held.signum() == (action.buys() ? -1 : 1)) {
      throw new OrderFailed(conflict(action.buys() ? "EC702" : "EC602", held));
    }
  }

  private static String conflict(String code, BigDecimal held) {
    return "%s: You are %s %s shares."
        .formatted(code, held.signum() < 0 ? "short" : "long", Amounts.plain(held.abs()));
  }

  private Optional<VenuePosition> position(OrderBuilder.Ready ready) {
    return venue.positions(ready.holder().key()).stream()
        .filter(position -> position.listed().symbol().equals(ready.listed().symbol()))
        .findFirst();
  }

  OrderFailed failure(OrderBuilder.Ready ready, VenueReply.Refused refused) {
    if (refused.reason() == RejectReason.INSUFFICIENT_POSITION) {
      var held = position(ready).map(VenuePosition::quantity).orElse(BigDecimal.ZERO);
      return new OrderFailed(conflict("EC601", held));
    }
    return failure(refused.reason(), refused.text());
  }

  static OrderFailed failure(RejectReason reason, String text) {
    return new OrderFailed(
        reason == RejectReason.INSUFFICIENT_FUNDS
            ? "You do not have enough buying power for this order."
            : text);
  }

  /** The note of the order that takes an order's place: the same, under a new id of the venue's. */
  String noteForReplace(VenueOrder order) {
    return order.parentId() == null ? OrderNote.of(order).encoded() : "";
  }
}
