package io.brokerway.simulators.etrade;

import io.brokerway.broker.order.OrderStatus;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.OwnCount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows orders of the venue as E*TRADE lists them. */
final class OrderView {
  /** What stands in {@code executedTime} of a canceled order is no time. */
  private static final int GARBAGE = 201;

  private final Venue venue;
  private final OrderDesk desk;
  private final OrderNotes notes;

  OrderView(Venue venue, OrderDesk desk, OrderNotes notes) {
    this.venue = venue;
    this.desk = desk;
    this.notes = notes;
  }

  /**
   * An {@code Order}.
   *
   * @param details the address of its details
   */
  ObjectNode json(VenueOrder order, String details) {
    var known = notes.of(order);
    var json =
        Json.object()
            .put("orderId", OrderNotes.number(order))
            .put("details", details)
            .put("orderType", known.path("order_type").asString());
    json.putArray("OrderDetail").add(detail(order, known));
    return json;
  }

  private ObjectNode detail(VenueOrder order, JsonNode known) {
    var json = Json.object().put("placedTime", order.submittedAt().toEpochMilli());
    var executed = executedTime(order);
    if (executed != null) {
      json.put("executedTime", executed.toEpochMilli());
    } else if (order.status() == OrderStatus.CANCELED || order.status() == OrderStatus.REPLACED) {
      json.put("executedTime", GARBAGE);
    }
    json.put("orderValue", Figures.cents(value(order)))
        .put("status", status(order.status()))
        .put("orderTerm", known.path("order_term").asString())
        .put("priceType", known.path("price_type").asString())
        .put("limitPrice", figure(order.terms().limitPrice()).abs())
        .put("stopPrice", stopPrice(order))
        .put("marketSession", known.path("market_session").asString())
        .put("allOrNone", known.path("all_or_none").booleanValue())
        .put("netPrice", 0)
        .put("netBid", 0)
        .put("netAsk", 0)
        .put("gcd", 0)
        .put("ratio", "");
    if (order.terms().trail() != null) {
      json.put("initialStopPrice", figure(order.trailStop()))
          .put("trailPrice", figure(order.trailStop()));
    }
    link(json, "replacedByOrderId", order, order.replacedBy());
    link(json, "replacesOrderId", order, order.replaces());
    json.set("Instrument", instruments(order, known));
    return json;
  }

  static String status(OrderStatus status) {
    return switch (status) {
      case PENDING_NEW, NEW, PARTIALLY_FILLED, SUSPENDED, DONE_FOR_DAY, PENDING_REPLACE -> "OPEN";
      case PENDING_CANCEL -> "CANCEL_REQUESTED";
      case FILLED -> "EXECUTED";
      case CANCELED, REPLACED -> "CANCELLED";
      case EXPIRED -> "EXPIRED";
      case REJECTED -> "REJECTED";
    };
  }

  /** What an order is for, in the order's own count. */
  private static BigDecimal quantity(VenueOrder order) {
    return figure(OwnCount.quantity(order));
  }

  private ArrayNode instruments(VenueOrder order, JsonNode known) {
    var all = Json.array();
    var legs = desk.legs(order);
    for (var i = 0; i < legs.size(); i++) {
      var leg = legs.get(i);
      var item = known.path("instruments").path(i);
      var json =
          all.addObject()
              .put("symbolDescription", leg.listed().name())
              .put("orderAction", item.path("action").asString())
              .put("quantityType", "QUANTITY")
              .put("orderedQuantity", Figures.plain(quantity(leg)))
              .put("filledQuantity", leg.ownQuantity().setScale(1, RoundingMode.HALF_UP));
      if (leg.ownAveragePrice() != null) {
        json.put("averageExecutionPrice", Figures.plain(leg.ownAveragePrice()));
      }
      json.put("estimatedCommission", Figures.plain(fees(leg))).put("estimatedFees", 0);
      if (item.path("reserve").isString()) {
        json.put("reserveOrder", true)
            .put("reserveQuantity", new BigDecimal(item.path("reserve").asString()));
      }
      json.set("Product", Products.json(leg.listed()));
    }
    return all;
  }

  private BigDecimal fees(VenueOrder order) {
    return executions(order).stream()
        .map(VenueExecution::fee)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  List<VenueExecution> executions(VenueOrder order) {
    return venue.executions(order.account(), order.id());
  }

  private @Nullable Instant executedTime(VenueOrder order) {
    return desk.legs(order).stream()
        .flatMap(leg -> executions(leg).stream())
        .map(VenueExecution::at)
        .max(Instant::compareTo)
        .orElse(null);
  }

  private BigDecimal value(VenueOrder order) {
    var price = order.ownAveragePrice();
    var limit = order.terms().limitPrice();
    var stop = order.terms().stopPrice();
    var counted = price != null ? price : limit != null ? limit : stop;
    return counted == null
        ? BigDecimal.ZERO
        : counted.multiply(quantity(order)).multiply(order.listed().multiplier()).abs();
  }

  /** For a trailing order how far it trails, as it was placed. */
  private static BigDecimal stopPrice(VenueOrder order) {
    var trail = order.terms().trail();
    return figure(trail == null ? order.terms().stopPrice() : trail.value());
  }

  private void link(ObjectNode json, String name, VenueOrder order, @Nullable String otherId) {
    if (otherId != null) {
      venue
          .order(order.account(), otherId)
          .ifPresent(other -> json.put(name, OrderNotes.number(other)));
    }
  }

  private static BigDecimal figure(@Nullable BigDecimal value) {
    return value == null ? BigDecimal.ZERO : Figures.plain(value);
  }
}
