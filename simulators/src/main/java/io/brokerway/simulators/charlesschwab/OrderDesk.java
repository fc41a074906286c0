package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.DuplicateRule;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenueReply;
import io.brokerway.simulators.OwnCount;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes, changes and cancels orders by Schwab's rules. Thread-safe: one command of an account at a
 * time.
 */
final class OrderDesk {
  private final Venue venue;
  private final OrderBuilder builder;
  private final OrderChecks checks;
  private final OrderIds ids;
  private final OrderNotes notes;
  private final RejectedOrders rejected;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  OrderDesk(Venue venue, OrderBuilder builder, OrderNotes notes, RejectedOrders rejected) {
    this.venue = venue;
    this.builder = builder;
    this.checks = new OrderChecks(venue, builder);
    this.ids = new OrderIds(venue);
    this.notes = notes;
    this.rejected = rejected;
  }

  /**
   * Places an order; what Schwab rejects has an id too.
   *
   * @param origin who sent it, for the ledger
   */
  long place(Holder holder, OrderForm form, String origin) {
    synchronized (lock(holder)) {
      try {
        checks.check(holder, form);
        var reply = venue.place(builder.build(holder, form, venue.now()), DuplicateRule.REFUSE);
        return switch (reply) {
          case VenueReply.Accepted accepted -> record(accepted.order(), form, origin);
          case VenueReply.Refused refused -> throw Rejected.by(refused);
        };
      } catch (Rejected rejection) {
        return rejected.add(holder, form.json(), rejection.description(), venue.now()).id();
      }
    }
  }

  /** Why Schwab would reject an order; nothing is placed. Funds are not asked for. */
  void preview(Holder holder, OrderForm form) {
    checks.check(holder, form);
    builder.build(holder, form, venue.now());
  }

  /** Puts another order in an order's place; its id. */
  long replace(Holder holder, long id, OrderForm form) {
    synchronized (lock(holder)) {
      venue.advanceTo(venue.now());
      var order = find(holder, id);
      if (!order.isOpen()) {
        throw Refusal.of(400, "The order cannot be replaced in its present state.");
      }
      var change = OwnCount.inTotal(order, change(order, form));
      var reply = venue.replace(holder.key(), order.id(), change, "");
      return switch (reply) {
        case VenueReply.Accepted accepted -> {
          notes.replaced(accepted.order(), id, form.json());
          yield OrderIds.of(accepted.order());
        }
        case VenueReply.Refused refused -> {
          if (refused.reason() == RejectReason.TOO_LATE) {
            throw Refusal.of(400, "The order cannot be replaced in its present state.");
          }
          var description = Rejected.by(refused).description();
          yield rejected.add(holder, form.json(), description, venue.now()).id();
        }
      };
    }
  }

  void cancel(Holder holder, long id) {
    synchronized (lock(holder)) {
      var order = find(holder, id);
      var reply = venue.cancel(holder.key(), order.id());
      switch (reply) {
        case VenueReply.Accepted accepted -> notes.canceled(accepted.order(), id, venue.now());
        case VenueReply.Refused refused ->
            throw Refusal.of(400, "The order cannot be canceled in its present state.");
      }
    }
  }

  VenueOrder find(Holder holder, long id) {
    return ids.find(holder, id).orElseThrow(() -> Refusal.of(404, "Order not found"));
  }

  /** The whole new order; what makes it another kind of order is not taken. */
  private OrderChange change(VenueOrder order, OrderForm form) {
    if (!form.isSingle() || order.orderClass() == OrderClass.MULTI_LEG || form.legs().size() != 1) {
      throw Refusal.invalid("Only single orders can be replaced here.");
    }
    var leg = form.legs().getFirst();
    var terms = VenueTerms.of(form, venue.now());
    if (!builder.listed(leg).symbol().equals(order.listed().symbol())
        || OrderBuilder.side(leg.instruction()) != order.side()
        || terms.type() != order.terms().type()) {
      throw Refusal.invalid("An order keeps its symbol, its instruction and its type.");
    }
    return new OrderChange(
        leg.quantity(),
        terms.limitPrice(),
        terms.stopPrice(),
        terms.trail(),
        terms.timeInForce(),
        terms.timeInForce() == TimeInForce.GTD ? terms.goodUntil() : null);
  }

  private long record(VenueOrder order, OrderForm form, String origin) {
    return switch (order.orderClass()) {
      case SIMPLE, MULTI_LEG -> {
        notes.placed(order, OrderIds.of(order), null, form.json(), origin);
        yield OrderIds.of(order);
      }
      case BRACKET, OTO -> {
        var id = OrderIds.of(order);
        notes.placed(order, id, null, form.json(), origin);
        legs(order)
            .forEach(leg -> notes.placed(leg, OrderIds.of(leg), id, exit(form, leg), origin));
        yield id;
      }
      case OCO -> {
        var id = OrderIds.ofPair(order);
        notes.placed(order, id, null, exit(form, order), origin);
        notes.placed(order, OrderIds.of(order), id, exit(form, order), origin);
        legs(order)
            .forEach(leg -> notes.placed(leg, OrderIds.of(leg), id, exit(form, leg), origin));
        yield id;
      }
    };
  }

  private List<VenueOrder> legs(VenueOrder order) {
    return order.legIds().stream()
        .flatMap(id -> venue.order(order.account(), id).stream())
        .toList();
  }

  /** In which words an exit was asked for: the one with the limit is the profit's. */
  private static ObjectNode exit(OrderForm form, VenueOrder exit) {
    var profit = exit.terms().type() == OrderType.LIMIT;
    return Stream.concat(
            form.children().stream(),
            form.children().stream().flatMap(child -> child.children().stream()))
        .filter(OrderForm::isSingle)
        .filter(child -> child.orderType().equals("LIMIT") == profit)
        .findFirst()
        .orElseThrow()
        .json();
  }

  private Object lock(Holder holder) {
    return locks.computeIfAbsent(holder.number(), number -> new Object());
  }
}
