package io.brokerway.simulators.etrade;

import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.DuplicateRule;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenueReply;
import io.brokerway.simulators.OwnCount;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Previews, places, changes and cancels orders by E*TRADE's rules. Thread-safe: one command of an
 * account at a time.
 */
final class OrderDesk {
  private final Venue venue;
  private final OrderRequestReader reader;
  private final OrderNotes notes;
  private final Previews previews;
  private final OrderChecks checks;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  OrderDesk(Venue venue, Products products, OrderNotes notes, Previews previews) {
    this.venue = venue;
    this.reader = new OrderRequestReader(products);
    this.notes = notes;
    this.previews = previews;
    this.checks = new OrderChecks(venue);
  }

  OrderChecks checks() {
    return checks;
  }

  Previews.Preview preview(Holder holder, ObjectNode body) {
    var request = checked(holder, body);
    checks.check(holder, request);
    return previews.add(holder, request, null);
  }

  /** A preview of a change; what the old order binds is not counted against it. */
  Previews.Preview previewChange(Holder holder, String number, ObjectNode body) {
    var order = require(holder, number);
    var request = checked(holder, body);
    requireChangeable(order, request);
    return previews.add(holder, request, order.id());
  }

  private OrderRequest checked(Holder holder, ObjectNode body) {
    var request = reader.read(body);
    OrderRules.check(request);
    return checks.counted(holder, request);
  }

  /** The order that a place repeats the preview of, before it is given to the venue. */
  Previews.Preview repeated(Holder holder, ObjectNode body) {
    var preview =
        previews
            .find(holder, OrderRequestReader.previewId(body))
            .orElseThrow(
                () -> Refusal.of(Refusal.PREVIEW_ID, "{com.etrade.api.v1.order.InvalidPreviewId}"));
    var request = checks.counted(holder, reader.read(body));
    if (!previews.isTimely(preview) || !request.equals(preview.request())) {
      throw OrderRequestReader.timedOut();
    }
    return preview;
  }

  /** An order as it was taken, and what asked for it. */
  record Taken(VenueOrder order, OrderRequest request) {}

  Taken place(Holder holder, ObjectNode body) {
    synchronized (lock(holder)) {
      var preview = repeated(holder, body);
      if (preview.changes() != null) {
        throw OrderRequestReader.timedOut();
      }
      var order = place(holder, preview.request(), "api");
      previews.use(preview);
      return new Taken(order, preview.request());
    }
  }

  /** An order that comes in by another door: by phone, or by another robot. */
  VenueOrder external(Holder holder, ObjectNode body) {
    synchronized (lock(holder)) {
      return place(holder, checked(holder, body), "external");
    }
  }

  private VenueOrder place(Holder holder, OrderRequest request, String origin) {
    var reply = venue.place(newOrder(holder, request), DuplicateRule.REFUSE);
    return switch (reply) {
      case VenueReply.Accepted accepted -> {
        notes.placed(accepted.order(), request, origin);
        yield accepted.order();
      }
      case VenueReply.Refused refused -> throw OrderChecks.refusal(refused);
    };
  }

  Taken change(Holder holder, String number, ObjectNode body) {
    synchronized (lock(holder)) {
      venue.advanceTo(venue.now());
      var preview = repeated(holder, body);
      var before = require(holder, number);
      if (!before.id().equals(preview.changes())) {
        throw OrderRequestReader.timedOut();
      }
      requireChangeable(before, preview.request());
      var change = change(before, preview.request());
      var reply =
          venue.replace(holder.key(), before.id(), change, preview.request().clientOrderId());
      return switch (reply) {
        case VenueReply.Accepted accepted -> {
          notes.replaced(accepted.order(), before, preview.request());
          previews.use(preview);
          yield new Taken(accepted.order(), preview.request());
        }
        case VenueReply.Refused refused -> throw OrderChecks.refusal(refused);
      };
    }
  }

  VenueOrder cancel(Holder holder, String number) {
    synchronized (lock(holder)) {
      var order = require(holder, number);
      var reply = venue.cancel(holder.key(), order.id());
      return switch (reply) {
        case VenueReply.Accepted accepted -> {
          notes.canceled(accepted.order(), venue.now());
          yield accepted.order();
        }
        case VenueReply.Refused refused -> throw OrderChecks.refusal(refused);
      };
    }
  }

  /** An order by its number; the parts of a combination have none of their own. */
  Optional<VenueOrder> find(Holder holder, String number) {
    return venue.orders(holder.key()).stream()
        .filter(order -> order.parentId() == null)
        .filter(order -> String.valueOf(OrderNotes.number(order)).equals(number))
        .findFirst();
  }

  VenueOrder require(Holder holder, String number) {
    return find(holder, number)
        .orElseThrow(() -> Refusal.notFound("The order %s was not found.".formatted(number)));
  }

  List<VenueOrder> legs(VenueOrder order) {
    return order.legIds().isEmpty()
        ? List.of(order)
        : order.legIds().stream().flatMap(id -> venue.order(order.account(), id).stream()).toList();
  }

  /** A change keeps what is traded, how it finds its price, and where. */
  private void requireChangeable(VenueOrder before, OrderRequest request) {
    if (!before.isOpen()) {
      throw Refusal.of(
          Refusal.NOT_CANCELABLE,
          "This order is currently being executed or rejected. It cannot be changed.");
    }
    var known = notes.of(before);
    var items = known.path("instruments");
    var same =
        known.path("order_type").asString().equals(request.orderType())
            && known.path("price_type").asString().equals(request.priceType())
            && known.path("market_session").asString().equals(request.marketSession())
            && items.size() == request.items().size();
    for (var i = 0; same && i < items.size(); i++) {
      var item = request.items().get(i);
      same =
          items.path(i).path("symbol").asString().equals(item.listed().symbol())
              && items.path(i).path("action").asString().equals(item.action());
    }
    if (!same) {
      throw Refusal.invalid("A change keeps instrument, action, price type and session.");
    }
  }

  /** The venue counts what the chain filled; E*TRADE's new order counts for itself. */
  private static OrderChange change(VenueOrder before, OrderRequest request) {
    var terms = PriceTypes.terms(request);
    var own =
        new OrderChange(
            units(request),
            terms.limitPrice(),
            terms.stopPrice(),
            terms.trail(),
            terms.timeInForce(),
            null);
    return OwnCount.inTotal(before, own);
  }

  private static NewOrder newOrder(Holder holder, OrderRequest request) {
    var first = request.items().getFirst();
    var units = units(request);
    return new NewOrder(
        holder.key(),
        request.clientOrderId(),
        request.isCombination() ? OrderClass.MULTI_LEG : OrderClass.SIMPLE,
        request.isCombination() ? null : first.listed().instrument(),
        request.isCombination() ? Side.BUY : first.side(),
        PositionEffect.AUTOMATIC,
        new OrderQuantity.Units(units),
        PriceTypes.terms(request),
        request.isCombination()
            ? request.items().stream().map(item -> leg(item, units)).toList()
            : List.of(),
        null,
        null,
        null,
        request.allOrNone(),
        Map.of());
  }

  private static OrderLeg leg(OrderItem item, BigDecimal units) {
    return new OrderLeg(
        item.listed().instrument(),
        item.buys() ? Side.BUY : Side.SELL,
        item.units().divide(units).intValueExact(),
        PositionEffect.AUTOMATIC);
  }

  /** How many combinations: the greatest number that divides all legs. */
  private static BigDecimal units(OrderRequest request) {
    return new BigDecimal(
        request.items().stream()
            .map(item -> item.units().toBigIntegerExact())
            .reduce(BigInteger.ZERO, BigInteger::gcd));
  }

  private Object lock(Holder holder) {
    return locks.computeIfAbsent(holder.id(), _ -> new Object());
  }
}
