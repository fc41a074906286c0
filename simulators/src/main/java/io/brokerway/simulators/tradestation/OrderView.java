package io.brokerway.simulators.tradestation;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Shows orders of the venue as TradeStation's order objects. */
final class OrderView {
  private final Venue venue;
  private final OrderIds ids;

  OrderView(Venue venue, OrderIds ids) {
    this.venue = venue;
    this.ids = ids;
  }

  /** An order as it stands; the newest of its chain. */
  ObjectNode json(VenueOrder order) {
    return json(order, status(order));
  }

  /** An order at the moment at which its stop was seen. */
  ObjectNode stopHit(VenueOrder order) {
    return json(order, "STP");
  }

  private ObjectNode json(VenueOrder order, String status) {
    var note = note(order);
    var average = order.averagePrice();
    var json =
        Json.object()
            .put("AccountID", order.account().value())
            .put("CommissionFee", "0")
            .put("Currency", "USD")
            .put("Duration", note.duration())
            .put("FilledPrice", average == null ? "0" : Amounts.plain(average));
    if (!order.isOpen()) {
      json.put("ClosedDateTime", Amounts.time(order.updatedAt()));
    }
    var until = goodTill(order, note.duration());
    if (until != null) {
      json.put("GoodTillDate", until);
    }
    json.set("Legs", legs(order, note));
    prices(json, order);
    json.put("OpenedDateTime", Amounts.time(ids.root(order).submittedAt()))
        .put("OrderID", ids.of(order))
        .put("OrderType", type(order.terms().type()))
        .put("PriceUsedForBuyingPower", Amounts.text(order.terms().limitPrice()))
        .put("Routing", note.route())
        .put("Status", status)
        .put("StatusDescription", description(status))
        .put("UnbundledRouteFee", "0");
    conditional(json, order, note);
    return json;
  }

  /** What TradeStation remembers of an order; of an exit, what its entry or sibling says. */
  OrderNote note(VenueOrder order) {
    var root = ids.root(order);
    var parent = root.parentId();
    return parent == null
        ? OrderNote.of(order)
        : OrderNote.of(venue.order(root.account(), parent).orElseThrow())
            .ofExit(root, root.listed().isOption());
  }

  private static void prices(ObjectNode json, VenueOrder order) {
    var terms = order.terms();
    if (terms.limitPrice() != null) {
      json.put("LimitPrice", Amounts.plain(terms.limitPrice()));
    }
    var stop = terms.trail() == null ? terms.stopPrice() : order.trailStop();
    if (stop != null) {
      json.put("StopPrice", Amounts.plain(stop));
    }
    var advanced = new ArrayList<String>();
    var trail = terms.trail();
    if (trail != null) {
      var percent = trail.unit() == TrailingOffset.Unit.PERCENT;
      json.putObject("TrailingStop")
          .put(percent ? "Percent" : "Amount", Amounts.plain(trail.value()));
      advanced.add("TRL");
    }
    if (order.allOrNone()) {
      advanced.add("AON");
    }
    if (!advanced.isEmpty()) {
      json.put("AdvancedOptions", String.join(";", advanced) + ";");
    }
  }

  private tools.jackson.databind.node.ArrayNode legs(VenueOrder order, OrderNote note) {
    var legs = Json.array();
    if (order.orderClass() != OrderClass.MULTI_LEG) {
      legs.add(leg(order, note.action().shown(), note.action().closes()));
      return legs;
    }
    for (var id : order.legIds()) {
      var leg = venue.order(order.account(), id).orElseThrow();
      legs.add(leg(leg, leg.side() == Side.BUY ? "Buy" : "Sell", leg.side() == Side.SELL));
    }
    return legs;
  }

  private static ObjectNode leg(VenueOrder order, String buyOrSell, boolean closes) {
    var quantity = order.quantity() == null ? BigDecimal.ZERO : order.quantity();
    var filled = order.cumulativeQuantity();
    var leg =
        Json.object()
            .put("AssetType", Symbols.assetType(order.listed()))
            .put("BuyOrSell", buyOrSell)
            .put("ExecQuantity", Amounts.plain(filled));
    if (order.averagePrice() != null) {
      leg.put("ExecutionPrice", Amounts.plain(order.averagePrice()));
    }
    if (order.listed().instrument() instanceof Instrument.Option option) {
      var osi = option.osi();
      leg.put("ExpirationDate", Amounts.time(midnight(osi.expiry())))
          .put("OptionType", osi.right() == OptionRight.CALL ? "CALL" : "PUT")
          .put("StrikePrice", Amounts.plain(osi.strike()))
          .put("Underlying", option.underlying());
    }
    return leg.put("OpenOrClose", closes ? "Close" : "Open")
        .put("QuantityOrdered", Amounts.plain(quantity))
        .put("QuantityRemaining", Amounts.plain(quantity.subtract(filled)))
        .put("Symbol", Symbols.of(order.listed()));
  }

  private static java.time.Instant midnight(LocalDate day) {
    return day.atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC);
  }

  /** Only the date counts, says TradeStation: the time is always midnight. */
  private static @Nullable String goodTill(VenueOrder order, String duration) {
    var until = order.terms().goodUntil();
    if (until == null || Character.isDigit(duration.charAt(0))) {
      return null;
    }
    return Amounts.time(midnight(LocalDate.ofInstant(until, Amounts.NEW_YORK)));
  }

  private void conditional(ObjectNode json, VenueOrder order, OrderNote note) {
    var root = ids.root(order);
    var all = Json.array();
    var bound = note.group() == GroupKind.NORMAL ? GroupKind.OCO : note.group();
    for (var leg : exits(root)) {
      var sibling = root.orderClass() == OrderClass.OCO;
      all.addObject()
          .put("OrderID", ids.of(leg))
          .put("Relationship", sibling ? bound.name() : "OSO");
    }
    var parent = root.parentId();
    if (parent != null) {
      var first = venue.order(root.account(), parent).orElseThrow();
      var sibling = root.orderClass() == OrderClass.OCO;
      all.addObject()
          .put("OrderID", ids.of(first))
          .put("Relationship", sibling ? bound.name() : "OSP");
      exits(first).stream()
          .filter(other -> !other.id().equals(root.id()))
          .forEach(other ->
              all.addObject().put("OrderID", ids.of(other)).put("Relationship", bound.name()));
    }
    if (!all.isEmpty()) {
      json.set("ConditionalOrders", all);
    }
  }

  /** The orders that hang on another, first versions of their chains. */
  List<VenueOrder> exits(VenueOrder order) {
    return order.orderClass() == OrderClass.MULTI_LEG
        ? List.of()
        : order.legIds().stream()
            .map(id -> venue.order(order.account(), id).orElseThrow())
            .map(ids::root)
            .toList();
  }

  String status(VenueOrder order) {
    var filled = order.cumulativeQuantity().signum() > 0;
    return switch (order.status()) {
      case PENDING_NEW, NEW, PENDING_CANCEL, PENDING_REPLACE, DONE_FOR_DAY ->
          isOpenFor(order) ? "ACK" : "DON";
      case PARTIALLY_FILLED -> "FPR";
      case SUSPENDED -> "OSO";
      case FILLED -> "FLL";
      case CANCELED -> filled ? "FLP" : "OUT";
      case REPLACED -> "UCH";
      case REJECTED -> "REJ";
      case EXPIRED -> filled ? "FLP" : "EXP";
    };
  }

  private boolean isOpenFor(VenueOrder order) {
    var session = venue.prices().hours(order.listed(), venue.now()).session();
    return order.terms().session() == TradingSession.EXTENDED
        ? session != MarketHours.Session.CLOSED
        : session == MarketHours.Session.REGULAR;
  }

  private static String description(String status) {
    return switch (status) {
      case "ACK" -> "Received";
      case "DON" -> "Queued";
      case "FPR" -> "Partial Fill (Alive)";
      case "OSO" -> "OSO Order";
      case "STP" -> "Stop Hit";
      case "FLL" -> "Filled";
      case "FLP" -> "Partial Fill (UROut)";
      case "OUT" -> "UROut";
      case "UCH" -> "Replaced";
      case "REJ" -> "Rejected";
      case "EXP" -> "Expired";
      default -> throw new IllegalStateException("a status without words: " + status);
    };
  }

  static String type(OrderType type) {
    return switch (type) {
      case MARKET -> "Market";
      case LIMIT -> "Limit";
      case STOP, TRAILING_STOP -> "StopMarket";
      case STOP_LIMIT -> "StopLimit";
      case MARKET_ON_OPEN,
          MARKET_ON_CLOSE,
          LIMIT_ON_OPEN,
          LIMIT_ON_CLOSE,
          TRAILING_STOP_LIMIT,
          MARKET_IF_TOUCHED,
          LIMIT_IF_TOUCHED,
          ALGORITHM ->
          throw new IllegalStateException("not a type of TradeStation's: " + type);
    };
  }
}
