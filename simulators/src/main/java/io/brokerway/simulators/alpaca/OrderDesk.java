package io.brokerway.simulators.alpaca;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.exchange.DuplicateRule;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenueReply;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.OwnCount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes, changes and cancels orders by Alpaca's rules. Thread-safe: one command of an account at a
 * time.
 */
final class OrderDesk {
  private final Venue venue;
  private final Assets assets;
  private final OrderNotes notes;
  private final OrderView view;
  private final OrderChecks checks;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  OrderDesk(Venue venue, Assets assets, OrderNotes notes, OrderView view) {
    this.venue = venue;
    this.assets = assets;
    this.notes = notes;
    this.view = view;
    this.checks = new OrderChecks(venue, view);
  }

  /** A leg and what it is for. */
  record Leg(Listed listed, LegRequest request) {}

  /** An order that was understood but not given to the venue. */
  record Ready(Listed listed, NewOrder order) {}

  /**
   * Places an order.
   *
   * @param clientOrderId the id to use where the request names none
   * @param origin who sent it, for the ledger
   */
  VenueOrder place(Holder holder, OrderRequest request, String clientOrderId, String origin) {
    synchronized (lock(holder)) {
      var ready = prepare(holder, request, clientOrderId);
      var reply = venue.place(ready.order(), DuplicateRule.REFUSE);
      return switch (reply) {
        case VenueReply.Accepted accepted -> {
          record(accepted.order(), holder, origin, request);
          yield accepted.order();
        }
        case VenueReply.Refused refused -> throw checks.refusal(holder, ready, request, refused);
      };
    }
  }

  /** Checks an order and puts it in the venue's terms. */
  Ready prepare(Holder holder, OrderRequest request, String clientOrderId) {
    var legs = request.legs().stream().map(leg -> new Leg(asset(leg.symbol()), leg)).toList();
    var listed = legs.isEmpty() ? asset(request.symbol()) : legs.getFirst().listed();
    OrderRules.check(request, listed);
    var id = request.clientOrderId() == null ? clientOrderId : request.clientOrderId();
    if (venue.orderByClientId(holder.key(), id).isPresent()) {
      throw Refusal.invalid("client_order_id must be unique");
    }
    if (!legs.isEmpty()) {
      checks.checkCombination(holder, legs, request);
      return new Ready(listed, combination(holder, legs, request, id));
    }
    var side = checks.check(holder, listed, request);
    return new Ready(listed, order(holder, listed, request, side, id));
  }

  private Listed asset(String symbol) {
    return assets
        .find(symbol)
        .orElseThrow(() -> Refusal.unprocessable("asset \"%s\" not found".formatted(symbol)));
  }

  /**
   * Replaces an order. What fills before that is the old order's: the market is brought up to now
   * first. Should the market move on in between, the new order is for less by what the old one
   * filled then.
   *
   * @param clientOrderId the id to use where the change names none
   */
  VenueOrder replace(Holder holder, String orderId, Fields body, String clientOrderId) {
    synchronized (lock(holder)) {
      venue.advanceTo(venue.now());
      var order = find(holder, orderId);
      checks.requireReplaceable(order);
      var change = OwnCount.inTotal(order, ReplaceReader.read(order, body));
      var named = OrderRequestReader.clientOrderId(body);
      if (named != null && venue.orderByClientId(holder.key(), named).isPresent()) {
        throw Refusal.invalid("client_order_id must be unique");
      }
      return replace(holder, order, change, named == null ? clientOrderId : named);
    }
  }

  private VenueOrder replace(
      Holder holder, VenueOrder order, OrderChange change, String clientOrderId) {
    var reply = venue.replace(holder.key(), order.id(), change, clientOrderId);
    return switch (reply) {
      case VenueReply.Accepted accepted -> {
        notes.replaced(accepted.order(), holder);
        yield accepted.order();
      }
      case VenueReply.Refused refused -> throw checks.replaceRefusal(holder, order, refused);
    };
  }

  VenueOrder cancel(Holder holder, String orderId) {
    synchronized (lock(holder)) {
      var order = find(holder, orderId);
      var reply = venue.cancel(holder.key(), order.id());
      return switch (reply) {
        case VenueReply.Accepted accepted -> {
          notes.canceled(accepted.order(), holder, venue.now());
          yield accepted.order();
        }
        case VenueReply.Refused refused -> throw cancelRefusal(holder, order, refused);
      };
    }
  }

  VenueOrder find(Holder holder, String orderId) {
    return venue
        .order(holder.key(), orderId)
        .orElseThrow(() -> Refusal.notFound("order not found for " + orderId));
  }

  private Refusal cancelRefusal(Holder holder, VenueOrder order, VenueReply.Refused refused) {
    if (refused.reason() == RejectReason.UNSUPPORTED_COMBINATION) {
      return Refusal.unprocessable(refused.text());
    }
    if (refused.reason() == RejectReason.UNKNOWN_ORDER) {
      return Refusal.notFound("order not found for " + order.id());
    }
    return Refusal.unprocessable(
        "order is already in \"%s\" state".formatted(view.status(find(holder, order.id()))));
  }

  private void record(VenueOrder order, Holder holder, String origin, OrderRequest request) {
    notes.placed(order, holder, origin, request.positionIntent());
    var legs = view.legsOf(order);
    for (var i = 0; i < legs.size(); i++) {
      var intent = request.legs().isEmpty() ? null : request.legs().get(i).positionIntent();
      notes.placed(legs.get(i), holder, origin, intent);
    }
  }

  private static NewOrder combination(
      Holder holder, List<Leg> legs, OrderRequest request, String clientOrderId) {
    return new NewOrder(
        holder.key(),
        clientOrderId,
        OrderClass.MULTI_LEG,
        null,
        Side.BUY,
        PositionEffect.AUTOMATIC,
        quantity(request),
        terms(request),
        legs.stream().map(OrderDesk::leg).toList(),
        null,
        null,
        null,
        false,
        Map.of());
  }

  private static OrderLeg leg(Leg leg) {
    return new OrderLeg(
        leg.listed().instrument(),
        leg.request().buys() ? Side.BUY : Side.SELL,
        leg.request().ratio(),
        PositionEffect.AUTOMATIC);
  }

  private static NewOrder order(
      Holder holder, Listed listed, OrderRequest request, Side side, String clientOrderId) {
    return new NewOrder(
        holder.key(),
        clientOrderId,
        request.orderClass(),
        listed.instrument(),
        side,
        PositionEffect.AUTOMATIC,
        quantity(request),
        terms(request),
        List.of(),
        request.takeProfit(),
        request.stopLoss(),
        null,
        false,
        Map.of());
  }

  private static OrderQuantity quantity(OrderRequest request) {
    if (request.notional() != null) {
      return new OrderQuantity.Notional(new Money(request.notional(), CurrencyCode.USD));
    }
    if (request.qty() != null) {
      return new OrderQuantity.Units(request.qty());
    }
    throw new IllegalStateException("an order without a quantity was let through");
  }

  private static OrderTerms terms(OrderRequest request) {
    return new OrderTerms(
        request.type(),
        request.timeInForce(),
        request.extendedHours() ? TradingSession.EXTENDED : TradingSession.REGULAR,
        limitPrice(request),
        request.stopPrice(),
        request.trail(),
        null,
        null);
  }

  private static @org.jspecify.annotations.Nullable BigDecimal limitPrice(OrderRequest request) {
    var profit = request.takeProfit();
    return request.orderClass() == OrderClass.OCO && profit != null
        ? profit.limitPrice()
        : request.limitPrice();
  }

  private Object lock(Holder holder) {
    return locks.computeIfAbsent(holder.id(), id -> new Object());
  }
}
