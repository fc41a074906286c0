package io.brokerway.simulators.coinbase;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the venue's orders together to Coinbase's. */
final class Orders {
  private final Venue venue;

  Orders(Venue venue) {
    this.venue = venue;
  }

  /** An order by its id; empty for ids that only the venue knows. */
  Optional<TradedOrder> find(Portfolio portfolio, String id) {
    return venue.order(portfolio.key(), id).filter(this::isRoot).map(this::of);
  }

  /** All orders, the newest first. */
  List<TradedOrder> all(Portfolio portfolio) {
    return venue.orders(portfolio.key()).reversed().stream()
        .filter(this::isRoot)
        .map(this::of)
        .toList();
  }

  /** The order that the venue's one is a part of, as it stood at a moment of that part. */
  TradedOrder around(VenueOrder part) {
    var root = root(part);
    var whole = of(root);
    if (!isSame(part, whole.newest())) {
      return whole;
    }
    var known = new ArrayList<VenueExecution>();
    for (var fill : whole.fills()) {
      if (!isOfChain(fill, part) || isWithin(fill, part)) {
        known.add(fill);
      }
    }
    return new TradedOrder(root, part, whole.otherExit(), known);
  }

  /** The id that Coinbase shows for an order of the venue. */
  String idOf(AccountKey account, String venueId) {
    return venue.order(account, venueId).map(order -> root(order).id()).orElse(venueId);
  }

  /** The bracket that protects what an order buys. */
  Optional<TradedOrder> attachedTo(TradedOrder order) {
    if (order.first().orderClass() != OrderClass.BRACKET || order.isAttached()) {
      return Optional.empty();
    }
    return order.newest().legIds().stream()
        .findFirst()
        .flatMap(id -> venue.order(order.first().account(), id))
        .map(leg -> of(root(leg)));
  }

  TradedOrder of(VenueOrder root) {
    var newest = newest(root);
    var other = otherExit(newest);
    var fills = new ArrayList<>(fills(newest));
    if (other != null) {
      fills.addAll(fills(other));
    }
    return new TradedOrder(root, newest, other, fills);
  }

  private static boolean isSame(VenueOrder one, VenueOrder other) {
    return one.id().equals(other.id());
  }

  private boolean isOfChain(VenueExecution fill, VenueOrder part) {
    return first(require(part.account(), fill.orderId())).id().equals(first(part).id());
  }

  private static boolean isWithin(VenueExecution fill, VenueOrder part) {
    return fill.cumulativeQuantity().compareTo(part.cumulativeQuantity()) <= 0;
  }

  private boolean isRoot(VenueOrder order) {
    return order.replaces() == null && root(order).id().equals(order.id());
  }

  private VenueOrder root(VenueOrder part) {
    var newest = newest(part);
    var parentId = newest.parentId();
    if (parentId == null) {
      return first(part);
    }
    var parent = newest(require(part.account(), parentId));
    return switch (newest.orderClass()) {
      case OCO -> first(parent);
      case BRACKET -> first(require(part.account(), parent.legIds().getFirst()));
      case SIMPLE, OTO, MULTI_LEG -> first(part);
    };
  }

  private @Nullable VenueOrder otherExit(VenueOrder newest) {
    return switch (newest.orderClass()) {
      case OCO -> newest(require(newest.account(), newest.legIds().getFirst()));
      case BRACKET -> {
        var parent = newest.parentId();
        yield parent == null
            ? null
            : newest(
                require(
                    newest.account(),
                    newest(require(newest.account(), parent)).legIds().getLast()));
      }
      case SIMPLE, OTO, MULTI_LEG -> null;
    };
  }

  private List<VenueExecution> fills(VenueOrder newest) {
    var all = new ArrayList<VenueExecution>();
    var order = newest;
    while (true) {
      all.addAll(venue.executions(order.account(), order.id()));
      var before = order.replaces();
      if (before == null) {
        return all;
      }
      order = require(order.account(), before);
    }
  }

  private VenueOrder first(VenueOrder order) {
    var first = order;
    for (var before = first.replaces(); before != null; before = first.replaces()) {
      first = require(order.account(), before);
    }
    return first;
  }

  private VenueOrder newest(VenueOrder order) {
    var newest = order;
    for (var next = newest.replacedBy(); next != null; next = newest.replacedBy()) {
      newest = require(order.account(), next);
    }
    return newest;
  }

  private VenueOrder require(AccountKey account, String id) {
    return venue
        .order(account, id)
        .orElseThrow(() -> new IllegalStateException("the venue lost the order " + id));
  }
}
