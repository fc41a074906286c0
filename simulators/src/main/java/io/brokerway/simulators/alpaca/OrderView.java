package io.brokerway.simulators.alpaca;

import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.OwnCount;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Shows orders of the venue as Alpaca's order objects. */
final class OrderView {
  private final Venue venue;
  private final OrderNotes notes;

  OrderView(Venue venue, OrderNotes notes) {
    this.venue = venue;
    this.notes = notes;
  }

  /** An order as it stands. */
  ObjectNode json(VenueOrder order) {
    return json(order, status(order), OwnCount.filled(order), averagePrice(order));
  }

  /** An order with the orders that hang on it. */
  ObjectNode nested(VenueOrder order) {
    var json = json(order);
    if (!order.legIds().isEmpty()) {
      var legs = json.putArray("legs");
      legsOf(order).forEach(leg -> legs.add(json(leg)));
    }
    return json;
  }

  /** An order as the reply to its own command shows it: taken, nothing done yet. */
  ObjectNode fresh(VenueOrder order) {
    var json = withoutFills(order, json(order, unseen(order), BigDecimal.ZERO, null));
    if (!order.legIds().isEmpty()) {
      var legs = json.putArray("legs");
      legsOf(order).forEach(leg -> legs.add(freshLeg(leg)));
    }
    return json;
  }

  private String unseen(VenueOrder order) {
    return isOpenFor(order, order.submittedAt()) ? "pending_new" : "accepted";
  }

  private static ObjectNode withoutFills(VenueOrder order, ObjectNode json) {
    return json.put("updated_at", Amounts.time(order.submittedAt()))
        .putNull("filled_at")
        .putNull("canceled_at")
        .putNull("expired_at");
  }

  List<VenueOrder> legsOf(VenueOrder order) {
    return order.legIds().stream()
        .flatMap(id -> venue.order(order.account(), id).stream())
        .toList();
  }

  String status(VenueOrder order) {
    return switch (order.status()) {
      case PENDING_NEW -> "accepted";
      case NEW -> unfilled(order);
      // The venue says so of a replacement too, for what its forerunners filled.
      case PARTIALLY_FILLED ->
          OwnCount.filled(order).signum() == 0 ? unfilled(order) : "partially_filled";
      case PENDING_CANCEL -> "pending_cancel";
      case PENDING_REPLACE -> "pending_replace";
      case SUSPENDED -> "held";
      case DONE_FOR_DAY -> "done_for_day";
      case FILLED -> "filled";
      case CANCELED -> "canceled";
      case REPLACED -> "replaced";
      case REJECTED -> "rejected";
      case EXPIRED -> "expired";
    };
  }

  private String unfilled(VenueOrder order) {
    return isOpenFor(order, venue.now()) ? "new" : "accepted";
  }

  private @Nullable BigDecimal averagePrice(VenueOrder order) {
    return order.carriedQuantity().signum() == 0
        ? order.averagePrice()
        : OwnCount.averagePrice(order, venue.executions(order.account(), order.id()));
  }

  private ObjectNode freshLeg(VenueOrder leg) {
    var held = leg.status() == OrderStatus.SUSPENDED || leg.orderClass() != OrderClass.OCO;
    if (leg.orderClass() == OrderClass.MULTI_LEG) {
      return withoutFills(leg, json(leg, unseen(leg), BigDecimal.ZERO, null));
    }
    return json(leg, held ? "held" : "new", BigDecimal.ZERO, null)
        .put("updated_at", Amounts.time(leg.submittedAt()));
  }

  private ObjectNode json(
      VenueOrder order, String status, BigDecimal filled, @Nullable BigDecimal average) {
    var json =
        Json.object()
            .put("id", order.id())
            .put("client_order_id", order.clientOrderId())
            .put("created_at", Amounts.time(order.submittedAt()))
            .put("updated_at", Amounts.time(order.updatedAt()))
            .put("submitted_at", Amounts.time(order.submittedAt()))
            .put("filled_at", Amounts.time(order.filledAt()))
            .put("expired_at", Amounts.time(order.expiredAt()))
            .put("expires_at", Amounts.time(order.expiresAt()))
            .put("canceled_at", Amounts.time(order.canceledAt()))
            .putNull("failed_at")
            .put("replaced_at", Amounts.time(order.replacedAt()))
            .put("replaced_by", order.replacedBy())
            .put("replaces", order.replaces())
            .put("asset_id", Assets.id(order.listed()))
            .put("symbol", Assets.symbol(order.listed()))
            .put("asset_class", Assets.assetClass(order.listed()))
            .put("notional", Amounts.text(order.notional()))
            .put("qty", order.notional() == null ? Amounts.text(OwnCount.quantity(order)) : null)
            .put("filled_qty", Amounts.plain(filled))
            .put("filled_avg_price", Amounts.text(average))
            .put("order_class", orderClass(order.orderClass()))
            .put("order_type", type(order.terms().type()))
            .put("type", type(order.terms().type()))
            .put("side", side(order.side()));
    terms(json, order).put("status", status);
    return order.orderClass() == OrderClass.MULTI_LEG ? combined(json, order) : json;
  }

  /** The whole has no instrument and no side, a leg no type and no price. */
  private ObjectNode combined(ObjectNode json, VenueOrder order) {
    var parent = order.parentId();
    if (parent == null) {
      json.put("asset_id", "").put("symbol", "").put("asset_class", "").put("side", "");
      return json.without("position_intent");
    }
    var units = order.quantity();
    var whole = venue.order(order.account(), parent).map(VenueOrder::quantity).orElse(null);
    if (units != null && whole != null) {
      json.put("ratio_qty", Amounts.plain(units.divide(whole)));
    }
    return json.put("type", "").put("order_type", "");
  }

  private ObjectNode terms(ObjectNode json, VenueOrder order) {
    var terms = order.terms();
    var stop = terms.trail() == null ? terms.stopPrice() : order.trailStop();
    return json.put("position_intent", notes.intent(order))
        .put("time_in_force", timeInForce(terms.timeInForce()))
        .put("limit_price", Amounts.text(terms.limitPrice()))
        .put("stop_price", Amounts.text(stop))
        .put("extended_hours", terms.session() == TradingSession.EXTENDED)
        .putNull("legs")
        .put("trail_percent", trail(terms.trail(), TrailingOffset.Unit.PERCENT))
        .put("trail_price", trail(terms.trail(), TrailingOffset.Unit.AMOUNT))
        .put("hwm", Amounts.text(order.highWaterMark()))
        .putNull("ratio_qty")
        .putNull("subtag")
        .putNull("source");
  }

  private boolean isOpenFor(VenueOrder order, Instant at) {
    var session = venue.prices().hours(order.listed(), at).session();
    return order.terms().session() == TradingSession.EXTENDED
        ? session != MarketHours.Session.CLOSED
        : session == MarketHours.Session.REGULAR;
  }

  static String side(Side side) {
    return side == Side.BUY ? "buy" : "sell";
  }

  static String orderClass(OrderClass orderClass) {
    return switch (orderClass) {
      case SIMPLE -> "";
      case BRACKET -> "bracket";
      case OCO -> "oco";
      case OTO -> "oto";
      case MULTI_LEG -> "mleg";
    };
  }

  static String type(OrderType type) {
    return switch (type) {
      case MARKET, MARKET_ON_OPEN, MARKET_ON_CLOSE -> "market";
      case LIMIT, LIMIT_ON_OPEN, LIMIT_ON_CLOSE -> "limit";
      case STOP -> "stop";
      case STOP_LIMIT -> "stop_limit";
      case TRAILING_STOP -> "trailing_stop";
      case TRAILING_STOP_LIMIT, MARKET_IF_TOUCHED, LIMIT_IF_TOUCHED, ALGORITHM ->
          throw new IllegalStateException("not a type of Alpaca's: " + type);
    };
  }

  static String timeInForce(TimeInForce timeInForce) {
    return switch (timeInForce) {
      case DAY -> "day";
      case GTC -> "gtc";
      case IOC -> "ioc";
      case FOK -> "fok";
      case OPG -> "opg";
      case CLS -> "cls";
      case GTD -> throw new IllegalStateException("not a time in force of Alpaca's: GTD");
    };
  }

  private static @Nullable String trail(@Nullable TrailingOffset trail, TrailingOffset.Unit unit) {
    return trail == null || trail.unit() != unit ? null : Amounts.plain(trail.value());
  }
}
