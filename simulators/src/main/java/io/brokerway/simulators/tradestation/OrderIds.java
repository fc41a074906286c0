package io.brokerway.simulators.tradestation;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * TradeStation's order ids. A replaced order keeps its id, where the venue gives a new one: an id
 * stands for a whole chain of the venue's orders. Thread-safe.
 */
final class OrderIds {
  private static final long FIRST = 960_000_000;

  /** Orders that were refused, or that nobody took, have ids too. */
  private static final long FIRST_LOST = 970_000_000;

  private final Venue venue;
  private final Map<String, String> roots = new ConcurrentHashMap<>();
  private long lost;

  OrderIds(Venue venue) {
    this.venue = venue;
  }

  /** An id that no order has. */
  synchronized String lost() {
    lost++;
    return String.valueOf(FIRST_LOST + lost);
  }

  String of(VenueOrder order) {
    return String.valueOf(FIRST + root(order).sequence());
  }

  /** The first order of the chain. */
  VenueOrder root(VenueOrder order) {
    var root = order;
    for (var before = root.replaces(); before != null; before = root.replaces()) {
      root = venue.order(root.account(), before).orElseThrow();
    }
    return root;
  }

  /** The last order of the chain of an id, as it stands now; empty if the account has none. */
  Optional<VenueOrder> newest(AccountKey account, String orderId) {
    return Optional.ofNullable(roots.get(orderId))
        .flatMap(root -> venue.order(account, root))
        .or(() -> search(account, orderId))
        .map(this::newest);
  }

  private Optional<VenueOrder> search(AccountKey account, String orderId) {
    var found = chains(account).stream().filter(order -> of(order).equals(orderId)).findFirst();
    found.ifPresent(order -> roots.put(orderId, root(order).id()));
    return found;
  }

  private VenueOrder newest(VenueOrder order) {
    var newest = order;
    for (var next = newest.replacedBy(); next != null; next = newest.replacedBy()) {
      newest = venue.order(newest.account(), next).orElseThrow();
    }
    return newest;
  }

  /** Every order as TradeStation counts them, oldest first: chains once, spreads without legs. */
  List<VenueOrder> chains(AccountKey account) {
    var all = new ArrayList<VenueOrder>();
    for (var order : venue.orders(account)) {
      if (order.replacedBy() == null && !isLeg(order)) {
        all.add(order);
      }
    }
    return all;
  }

  static boolean isLeg(VenueOrder order) {
    return order.orderClass() == OrderClass.MULTI_LEG && order.parentId() != null;
  }
}
