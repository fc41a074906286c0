package io.brokerway.simulators.alpaca;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses an order that could trade with another order of the same account. */
final class WashTrades {
  private final Venue venue;

  WashTrades(Venue venue) {
    this.venue = venue;
  }

  void check(Holder holder, Listed listed, OrderRequest order) {
    if (order.orderClass() != OrderClass.SIMPLE) {
      return;
    }
    for (var open : venue.openOrders(holder.key())) {
      if (open.listed().symbol().equals(listed.symbol()) && couldTrade(open, order)) {
        throw Refusal.of(
            403,
            Refusal.FORBIDDEN,
            "potential wash trade detected. use complex orders",
            Map.of(
                "existing_order_id",
                open.id(),
                "reject_reason",
                "opposite side %s order exists".formatted(OrderView.type(open.terms().type()))));
      }
    }
  }

  private static boolean couldTrade(VenueOrder open, OrderRequest order) {
    var opposite = (open.side() == Side.BUY) != order.buys();
    if (!opposite
        || open.orderClass() != OrderClass.SIMPLE
        || open.status() == OrderStatus.SUSPENDED) {
      return false;
    }
    var theirs = price(open);
    var ours = order.limitPrice();
    if (theirs == null || ours == null) {
      return true;
    }
    return order.buys() ? ours.compareTo(theirs) >= 0 : ours.compareTo(theirs) <= 0;
  }

  /** The worst price that an open order takes; null for any. */
  private static @Nullable BigDecimal price(VenueOrder open) {
    var limit = open.terms().limitPrice();
    if (limit != null) {
      return limit;
    }
    return open.terms().trail() == null ? open.terms().stopPrice() : open.trailStop();
  }
}
