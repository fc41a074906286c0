package io.brokerway.simulators.zerodha;

import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.exchange.DuplicateRule;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenueReply;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Changes and cancels orders by Kite's rules; the id of an order stays. Thread-safe. */
final class ChangeDesk {
  private static final int MOST_CHANGES = 25;
  private static final Set<String> KNOWN =
      Set.of(
          "order_type",
          "quantity",
          "variety",
          "order_id",
          "price",
          "trigger_price",
          "disclosed_quantity",
          "validity",
          "validity_ttl",
          "parent_order_id",
          "exchange",
          "tradingsymbol",
          "transaction_type",
          "product",
          "market_protection",
          "squareoff",
          "stoploss",
          "trailing_stoploss");

  private final Venue venue;
  private final DayOrders orders;
  private final OrderNotes notes;
  private final OrderChecks checks;
  private final OrderDesk desk;
  private final Supplier<String> ids;

  ChangeDesk(
      Venue venue,
      DayOrders orders,
      OrderNotes notes,
      OrderChecks checks,
      OrderDesk desk,
      Supplier<String> ids) {
    this.venue = venue;
    this.orders = orders;
    this.notes = notes;
    this.checks = checks;
    this.desk = desk;
    this.ids = ids;
  }

  /** What an order is to be after a change. */
  private record Wanted(
      String orderType,
      BigDecimal quantity,
      @Nullable BigDecimal price,
      @Nullable BigDecimal trigger,
      String validity,
      int ttl,
      long disclosed) {}

  void change(KiteUser user, String variety, String orderId, Params form) {
    synchronized (desk.lock(user)) {
      venue.advanceTo(venue.now());
      var order = open(user, variety, orderId);
      form.requireOnly(KNOWN);
      requireSame(order, form);
      if (order.links().size() > MOST_CHANGES) {
        throw Refusal.order("Maximum allowed order modifications exceeded.");
      }
      var wanted = wanted(order, form);
      check(user, order, wanted);
      var note = order.note();
      var link =
          isRetyped(order, wanted) ? retype(user, order, wanted) : replace(user, order, wanted);
      notes.replaced(
          note.changed(
              link.id(),
              wanted.orderType(),
              wanted.price(),
              wanted.trigger(),
              wanted.validity(),
              wanted.ttl(),
              wanted.disclosed()),
          link,
          order.book());
    }
  }

  private KiteOrder open(KiteUser user, String variety, String orderId) {
    var order =
        orders
            .find(user.key(), orderId)
            .orElseThrow(() -> Refusal.order("Couldn't find that `order_id`."));
    if (!order.note().variety().equals(variety)) {
      throw Params.invalid("variety");
    }
    if (!order.isOpen()) {
      throw Refusal.order(
          "Order cannot be modified or cancelled as it is being processed or has been completed.");
    }
    return order;
  }

  /** Symbol, side and product cannot change; clients may repeat them. */
  private static void requireSame(KiteOrder order, Params form) {
    requireSame(form, "exchange", order.book().instrument().exchange());
    requireSame(form, "tradingsymbol", order.book().instrument().tradingsymbol());
    requireSame(form, "transaction_type", order.buys() ? "BUY" : "SELL");
    requireSame(form, "product", order.book().product());
  }

  private static void requireSame(Params form, String name, String present) {
    if (!form.text(name, present).equals(present)) {
      throw Refusal.input("The %s of an order cannot be changed.".formatted(name));
    }
  }

  private static Wanted wanted(KiteOrder order, Params form) {
    var note = order.note();
    var type = form.word("order_type", OrderRequestReader.ORDER_TYPES, note.orderType());
    var validity = form.word("validity", OrderRequestReader.VALIDITIES, note.validity());
    var limited = type.equals("LIMIT") || type.equals("SL");
    var price =
        form.amount("price") == null && limited && note.price() != null
            ? note.price()
            : OrderRequestReader.price(form, "price", limited);
    var trigger =
        form.amount("trigger_price") == null && type.startsWith("SL") && note.triggerPrice() != null
            ? note.triggerPrice()
            : OrderRequestReader.price(form, "trigger_price", type.startsWith("SL"));
    return new Wanted(
        type,
        form.count("quantity") == 0
            ? order.quantity()
            : BigDecimal.valueOf(OrderRequestReader.quantity(form)),
        price,
        trigger,
        validity,
        form.text("validity_ttl") == null && validity.equals(note.validity())
            ? note.validityTtl()
            : OrderRequestReader.ttl(form, validity),
        form.text("disclosed_quantity") == null
            ? note.disclosedQuantity()
            : form.count("disclosed_quantity"));
  }

  private void check(KiteUser user, KiteOrder order, Wanted wanted) {
    if (wanted.orderType().equals("MARKET")) {
      throw Refusal.order("An order cannot be modified to MARKET without market protection.");
    }
    if (wanted.quantity().compareTo(order.filled()) <= 0) {
      throw Refusal.order("Quantity cannot be less than or equal to the filled quantity.");
    }
    var quote = venue.prices().quote(order.book().listed(), venue.now());
    if (OrderChecks.isOutside(wanted.price(), quote)
        || OrderChecks.isOutside(wanted.trigger(), quote)) {
      throw Refusal.order("The price is out of the circuit limits.");
    }
    var before = price(order.note().price(), order.note().triggerPrice(), quote.last());
    var after = price(wanted.price(), wanted.trigger(), quote.last());
    var book = order.book();
    var freed =
        checks.needed(user, book, order.buys(), order.quantity().subtract(order.filled()), before);
    checks.requireFunds(
        user, book, order.buys(), wanted.quantity().subtract(order.filled()), after, freed);
  }

  private static BigDecimal price(
      @Nullable BigDecimal price, @Nullable BigDecimal trigger, BigDecimal last) {
    if (price != null) {
      return price;
    }
    return trigger == null ? last : trigger;
  }

  private static boolean isRetyped(KiteOrder order, Wanted wanted) {
    return !wanted.orderType().equals(order.note().orderType())
        || !wanted.validity().equals(order.note().validity())
        || wanted.ttl() != order.note().validityTtl();
  }

  private VenueOrder replace(KiteUser user, KiteOrder order, Wanted wanted) {
    var head = order.head();
    var earlier = order.quantity().subtract(Objects.requireNonNull(head.quantity()));
    var quantity = wanted.quantity().subtract(earlier);
    var change =
        change(
            head.quantity().compareTo(quantity) == 0 ? null : quantity,
            isSame(head.terms().limitPrice(), wanted.price()) ? null : wanted.price(),
            isSame(head.terms().stopPrice(), wanted.trigger()) ? null : wanted.trigger());
    if (change == null) {
      return head;
    }
    return taken(venue.replace(user.key(), head.id(), change, ids.get()));
  }

  private static @Nullable OrderChange change(
      @Nullable BigDecimal quantity, @Nullable BigDecimal price, @Nullable BigDecimal trigger) {
    return quantity == null && price == null && trigger == null
        ? null
        : new OrderChange(quantity, price, trigger, null, null, null);
  }

  private static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? one == other : one.compareTo(other) == 0;
  }

  /** The venue knows no change of type: the old order goes, a new one comes for what is left. */
  private VenueOrder retype(KiteUser user, KiteOrder order, Wanted wanted) {
    notes.leave(order.head().id());
    taken(venue.cancel(user.key(), order.head().id()));
    var now = orders.order(user.key(), order.note());
    var left = wanted.quantity().subtract(now.filled());
    var terms =
        Terms.terms(
            Terms.type(wanted.orderType()),
            wanted.validity(),
            wanted.ttl(),
            wanted.price(),
            wanted.trigger(),
            venue.now());
    var next =
        NewOrder.simple(
            user.key(),
            ids.get(),
            order.book().listed().instrument(),
            desk.side(user, order.book(), order.buys()),
            new OrderQuantity.Units(left),
            terms);
    return taken(venue.place(next, DuplicateRule.ALLOW));
  }

  /**
   * Cancels an order. The second leg of a cover order is not canceled but left: the position is
   * closed at once.
   */
  void cancel(KiteUser user, String variety, String orderId) {
    synchronized (desk.lock(user)) {
      venue.advanceTo(venue.now());
      var order = open(user, variety, orderId);
      taken(venue.cancel(user.key(), order.head().id()));
      notes.canceled(order.note(), venue.now());
      if (!order.note().parent().isEmpty()) {
        desk.place(user, exit(order), order.note().apiKey(), List.of(), null);
      }
    }
  }

  private static OrderRequest exit(KiteOrder stop) {
    return new OrderRequest(
        "regular",
        stop.book(),
        stop.buys(),
        "MARKET",
        stop.quantity().longValue(),
        null,
        null,
        "DAY",
        0,
        0,
        BigDecimal.ONE.negate(),
        0,
        0,
        false,
        stop.note().tag());
  }

  private VenueOrder taken(VenueReply reply) {
    return switch (reply) {
      case VenueReply.Accepted(var order, var _) -> order;
      case VenueReply.Refused refused ->
          throw OrderChecks.isTooLate(refused)
              ? Refusal.order(
                  "Order cannot be modified or cancelled as it is being processed or has been"
                      + " completed.")
              : checks.refusal(refused);
    };
  }
}
