package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.OwnCount;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Shows orders as Schwab does: the words that they were asked for in, and where they stand. */
final class OrderView {
  static final String TAG = "TA_simulated";

  private static final List<String> WORDS =
      List.of(
          "stopPriceLinkBasis",
          "stopPriceLinkType",
          "stopPriceOffset",
          "stopType",
          "priceLinkBasis",
          "priceLinkType",
          "taxLotMethod",
          "specialInstruction");

  private final Venue venue;
  private final OrderNotes notes;
  private final OrderActivities activities;

  OrderView(Venue venue, OrderNotes notes) {
    this.venue = venue;
    this.notes = notes;
    this.activities = new OrderActivities(venue);
  }

  /** An order with all that hangs on it. */
  ObjectNode json(VenueOrder order) {
    return switch (order.orderClass()) {
      case SIMPLE, MULTI_LEG -> one(order);
      case OTO, BRACKET -> order.parentId() == null ? entry(order) : one(order);
      case OCO -> pair(order, order.parentId() == null ? with(order, legs(order)) : List.of(order));
    };
  }

  /** One order of a group, by its own number. */
  ObjectNode alone(VenueOrder order) {
    return one(order);
  }

  ObjectNode rejected(RejectedOrders.Entry entry) {
    var form = entry.form();
    var json = head(form, form.path("orderType").asString("LIMIT"));
    var quantity = BigDecimal.ZERO;
    for (var leg : form.path("orderLegCollection")) {
      quantity = quantity.max(leg.path("quantity").decimalValue());
    }
    amounts(json, quantity, BigDecimal.ZERO, BigDecimal.ZERO);
    prices(json, form);
    json.set("orderLegCollection", form.path("orderLegCollection").deepCopy());
    json.put("orderStrategyType", form.path("orderStrategyType").asString("SINGLE"))
        .put("orderId", entry.id())
        .put("cancelable", false)
        .put("editable", false)
        .put("status", "REJECTED")
        .put("statusDescription", entry.description())
        .put("enteredTime", Numbers.time(entry.at()))
        .put("closeTime", Numbers.time(entry.at()))
        .put("tag", TAG)
        .put("accountNumber", Long.parseLong(entry.account()));
    return json;
  }

  String status(VenueOrder order) {
    return switch (order.status()) {
      case PENDING_NEW -> "PENDING_ACKNOWLEDGEMENT";
      case NEW, PARTIALLY_FILLED -> working(order);
      case PENDING_CANCEL -> "PENDING_CANCEL";
      case PENDING_REPLACE -> "PENDING_REPLACE";
      case SUSPENDED -> "AWAITING_PARENT_ORDER";
      case DONE_FOR_DAY -> "PENDING_ACTIVATION";
      case FILLED -> "FILLED";
      case CANCELED -> "CANCELED";
      case REPLACED -> "REPLACED";
      case REJECTED -> "REJECTED";
      case EXPIRED -> "EXPIRED";
    };
  }

  private String working(VenueOrder order) {
    if (!isOpenFor(order)) {
      return "PENDING_ACTIVATION";
    }
    var type = order.terms().type();
    var waits = type != OrderType.MARKET && type != OrderType.LIMIT;
    return waits && !order.triggered() ? "AWAITING_STOP_CONDITION" : "WORKING";
  }

  private boolean isOpenFor(VenueOrder order) {
    var session = venue.prices().hours(order.listed(), venue.now()).session();
    return order.terms().session() == TradingSession.REGULAR
        ? session == MarketHours.Session.REGULAR
        : session != MarketHours.Session.CLOSED;
  }

  private ObjectNode entry(VenueOrder order) {
    var json = one(order).put("orderStrategyType", "TRIGGER");
    var legs = legs(order);
    var children = json.putArray("childOrderStrategies");
    if (order.orderClass() == OrderClass.BRACKET && !legs.isEmpty()) {
      children.add(pair(legs.getFirst(), legs));
    } else {
      legs.forEach(leg -> children.add(one(leg)));
    }
    return json;
  }

  private ObjectNode pair(VenueOrder first, List<VenueOrder> both) {
    var state = both.stream().filter(VenueOrder::isOpen).findFirst().orElse(filledOf(both));
    var json =
        Json.object()
            .put("orderStrategyType", "OCO")
            .put("orderId", OrderIds.ofPair(first))
            .put("cancelable", state.isOpen())
            .put("editable", false)
            .put("status", status(state))
            .put("enteredTime", Numbers.time(first.submittedAt()))
            .put("tag", TAG)
            .put("accountNumber", Long.parseLong(first.account().value()));
    var children = json.putArray("childOrderStrategies");
    both.forEach(order -> children.add(one(order)));
    return json;
  }

  private static VenueOrder filledOf(List<VenueOrder> both) {
    return both.stream()
        .filter(order -> order.filledAt() != null)
        .findFirst()
        .orElse(both.getFirst());
  }

  private ObjectNode one(VenueOrder order) {
    var form = notes.form(order);
    var json = head(form, typeWord(order));
    amounts(
        json,
        Objects.requireNonNullElse(OwnCount.quantity(order), BigDecimal.ZERO),
        order.ownQuantity(),
        Objects.requireNonNullElse(order.leavesQuantity(), BigDecimal.ZERO));
    json.put("requestedDestination", "AUTO").put("destinationLinkName", "AutoRoute");
    prices(json, form);
    json.set("orderLegCollection", OrderLegs.json(order, form, legs(order)));
    json.put("orderStrategyType", "SINGLE")
        .put("orderId", OrderIds.of(order))
        .put("cancelable", order.isOpen())
        .put("editable", order.isOpen() && order.orderClass() != OrderClass.MULTI_LEG)
        .put("status", status(order))
        .put("enteredTime", Numbers.time(order.submittedAt()));
    closed(order).ifPresent(at -> json.put("closeTime", Numbers.time(at)));
    json.put("tag", TAG).put("accountNumber", Long.parseLong(order.account().value()));
    successor(order)
        .ifPresent(next ->
            json.putArray("replacingOrderCollection")
                .addObject()
                .put("orderId", OrderIds.of(next))
                .put("status", status(next)));
    var all = activities.of(order, legs(order));
    if (!all.isEmpty()) {
      json.set("orderActivityCollection", all);
    }
    return json;
  }

  private Optional<VenueOrder> successor(VenueOrder order) {
    return order.replacedBy() == null
        ? Optional.empty()
        : venue.order(order.account(), order.replacedBy());
  }

  private static Optional<Instant> closed(VenueOrder order) {
    return order.isOpen() ? Optional.empty() : Optional.of(order.updatedAt());
  }

  private static ObjectNode head(ObjectNode form, String type) {
    return Json.object()
        .put("session", form.path("session").asString("NORMAL"))
        .put("duration", form.path("duration").asString("DAY"))
        .put("orderType", form.path("orderType").asString(type))
        .put("complexOrderStrategyType", form.path("complexOrderStrategyType").asString("NONE"));
  }

  private static void amounts(
      ObjectNode json, BigDecimal quantity, BigDecimal filled, BigDecimal left) {
    json.put("quantity", Numbers.quantity(quantity))
        .put("filledQuantity", Numbers.quantity(filled))
        .put("remainingQuantity", Numbers.quantity(left));
  }

  /** Prices come back as numbers, however they were sent. */
  private static void prices(ObjectNode json, ObjectNode form) {
    for (var name : List.of("price", "stopPrice")) {
      if (form.hasNonNull(name)) {
        json.put(name, Numbers.price(new BigDecimal(form.path(name).asString())));
      }
    }
    for (var name : WORDS) {
      if (form.hasNonNull(name)) {
        json.set(name, form.path(name));
      }
    }
  }

  private static String typeWord(VenueOrder order) {
    return order.terms().type().name();
  }

  List<VenueOrder> legs(VenueOrder order) {
    return order.legIds().stream()
        .flatMap(id -> venue.order(order.account(), id).stream())
        .toList();
  }

  private static List<VenueOrder> with(VenueOrder first, List<VenueOrder> others) {
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), others.stream())
        .toList();
  }
}
