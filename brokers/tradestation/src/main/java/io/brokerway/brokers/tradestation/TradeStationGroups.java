package io.brokerway.brokers.tradestation;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Orders with what hangs on them: an entry with its exits, or two exits of which the one with the
 * limit stands for both. TradeStation shows them side by side, each with its links. Pure.
 */
final class TradeStationGroups {
  private final Map<String, TradeStationWire.Order> orders = new LinkedHashMap<>();
  private final Instant seenAt;

  private TradeStationGroups(Instant seenAt) {
    this.seenAt = seenAt;
  }

  /**
   * The groups among some orders.
   *
   * @param seenAt when TradeStation showed them
   */
  static TradeStationGroups of(List<TradeStationWire.Order> orders, Instant seenAt) {
    var groups = new TradeStationGroups(seenAt);
    for (var order : orders) {
      var id = TradeStationMapping.FIGURES.given("order.OrderID", order.orderId());
      groups.orders.put(id, order);
    }
    return groups;
  }

  /** Every order that hangs on no other, with what hangs on it. */
  List<OrderReport> reports() {
    return orders.keySet().stream().filter(id -> head(id).equals(id)).map(this::report).toList();
  }

  /** An order, with what hangs on it. */
  OrderReport report(String id) {
    var hanging = hanging(id);
    return TradeStationOrders.report(
        order(id),
        orderClass(id),
        hanging.stream()
            .map(exit -> TradeStationOrders.report(order(exit), orderClass(id), List.of(), seenAt))
            .toList(),
        seenAt);
  }

  boolean has(String id) {
    return orders.containsKey(id);
  }

  /** The ids that an order names and that are not here. */
  List<String> missing(String id) {
    return links(id).stream()
        .map(TradeStationGroups::target)
        .filter(target -> !orders.containsKey(target))
        .toList();
  }

  /** The order that an order hangs on; itself if on none. */
  String head(String id) {
    var parent = linked(id, "OSP").stream().filter(orders::containsKey).findFirst();
    if (parent.isPresent()) {
      return parent.get();
    }
    return isLoss(id) ? sibling(id).filter(other -> !isLoss(other)).orElse(id) : id;
  }

  /** The other of two exits that hang on no entry. */
  Optional<String> sibling(String id) {
    if (!linked(id, "OSP").isEmpty()) {
      return Optional.empty();
    }
    var siblings = new ArrayList<>(linked(id, "OCO"));
    siblings.addAll(linked(id, "BRK"));
    return siblings.stream().filter(orders::containsKey).findFirst();
  }

  private List<String> hanging(String id) {
    var children = linked(id, "OSO").stream().filter(orders::containsKey).toList();
    if (!children.isEmpty()) {
      return children.stream().distinct().toList();
    }
    return head(id).equals(id) && !isLoss(id)
        ? sibling(id).map(List::of).orElse(List.of())
        : List.of();
  }

  private OrderClass orderClass(String id) {
    var children = linked(id, "OSO").size();
    if (children > 0) {
      return children == 1 ? OrderClass.OTO : OrderClass.BRACKET;
    }
    if (!linked(id, "OSP").isEmpty()) {
      return linked(id, "BRK").isEmpty() ? OrderClass.OTO : OrderClass.BRACKET;
    }
    return linked(id, "OCO").isEmpty() && linked(id, "BRK").isEmpty()
        ? OrderClass.SIMPLE
        : OrderClass.OCO;
  }

  private boolean isLoss(String id) {
    return !"Limit".equals(order(id).orderType());
  }

  private List<String> linked(String id, String relationship) {
    return links(id).stream()
        .filter(link -> relationship.equals(link.relationship()))
        .map(TradeStationGroups::target)
        .toList();
  }

  private List<TradeStationWire.Link> links(String id) {
    var links = order(id).conditionalOrders();
    return links == null ? List.of() : links;
  }

  private static String target(TradeStationWire.Link link) {
    return TradeStationMapping.FIGURES.given("order.ConditionalOrders.OrderID", link.orderId());
  }

  private TradeStationWire.Order order(String id) {
    var order = orders.get(id);
    if (order == null) {
      throw new IllegalArgumentException("no such order here: " + id);
    }
    return order;
  }
}
