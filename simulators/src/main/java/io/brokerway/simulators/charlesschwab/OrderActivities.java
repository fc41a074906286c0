package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows what happened to an order: its fills, and where it was canceled or replaced an activity
 * that calls itself an execution too and is none.
 */
final class OrderActivities {
  private final Venue venue;

  OrderActivities(Venue venue) {
    this.venue = venue;
  }

  ArrayNode of(VenueOrder order, List<VenueOrder> legs) {
    var all = Json.array();
    if (order.orderClass() == OrderClass.MULTI_LEG) {
      for (var i = 0; i < legs.size(); i++) {
        fills(all, legs.get(i), i + 1);
      }
    } else {
      fills(all, order, 1);
    }
    if (order.status() == OrderStatus.CANCELED || order.status() == OrderStatus.REPLACED) {
      all.add(ended(order));
    }
    return all;
  }

  private void fills(ArrayNode all, VenueOrder order, int legId) {
    for (var fill : venue.executions(order.account(), order.id())) {
      all.add(fill(fill, legId));
    }
  }

  private static ObjectNode fill(VenueExecution fill, int legId) {
    var left = Objects.requireNonNullElse(fill.leavesQuantity(), BigDecimal.ZERO);
    var activity = activity("FILL", fill.quantity(), left).put("activityId", Numbers.of(fill.id()));
    activity
        .putArray("executionLegs")
        .add(
            leg(legId, fill.quantity(), fill.price(), fill.at())
                .put("instrumentId", Symbols.instrumentId(fill.listed())));
    return activity;
  }

  private static ObjectNode ended(VenueOrder order) {
    var total = Objects.requireNonNullElse(order.quantity(), BigDecimal.ZERO);
    var left = total.subtract(order.cumulativeQuantity()).max(BigDecimal.ZERO);
    var activity = activity("CANCELED", left, BigDecimal.ZERO);
    activity.putArray("executionLegs").add(leg(1, left, BigDecimal.ZERO, order.updatedAt()));
    return activity;
  }

  private static ObjectNode activity(String type, BigDecimal quantity, BigDecimal left) {
    return Json.object()
        .put("activityType", "EXECUTION")
        .put("executionType", type)
        .put("quantity", Numbers.quantity(quantity))
        .put("orderRemainingQuantity", Numbers.quantity(left));
  }

  private static ObjectNode leg(int legId, BigDecimal quantity, BigDecimal price, Instant at) {
    return Json.object()
        .put("legId", legId)
        .put("quantity", Numbers.quantity(quantity))
        .put("mismarkedQuantity", new BigDecimal("0.0"))
        .put("price", Numbers.quantity(price))
        .put("time", Numbers.time(at));
  }
}
