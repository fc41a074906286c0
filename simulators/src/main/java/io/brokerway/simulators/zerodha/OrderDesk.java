package io.brokerway.simulators.zerodha;

import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.DuplicateRule;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenueReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.Visibility;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes orders by Kite's rules. Thread-safe: one command of an account at a time. */
final class OrderDesk {
  private final Venue venue;
  private final OrderNotes notes;
  private final OrderChecks checks;
  private final RejectedOrders rejected;
  private final Visibility visibility;
  private final Supplier<String> ids;
  private final BiConsumer<String, ObjectNode> onRejected;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  /**
   * A desk.
   *
   * @param onRejected told the API key and the row of what the exchange refused
   */
  OrderDesk(
      Venue venue,
      OrderNotes notes,
      OrderChecks checks,
      RejectedOrders rejected,
      Visibility visibility,
      Supplier<String> ids,
      BiConsumer<String, ObjectNode> onRejected) {
    this.venue = venue;
    this.notes = notes;
    this.checks = checks;
    this.rejected = rejected;
    this.visibility = visibility;
    this.ids = ids;
    this.onRejected = onRejected;
  }

  Object lock(KiteUser user) {
    return locks.computeIfAbsent(user.id(), _ -> new Object());
  }

  /**
   * Places an order.
   *
   * @param apiKey of the application; empty if it comes from elsewhere
   * @return its id; what the exchange refuses has one too
   */
  String place(KiteUser user, OrderRequest request, String apiKey) {
    synchronized (lock(user)) {
      return request.variety().equals("iceberg")
          ? placeLeg(user, request, apiKey, 1, request.quantity())
          : place(user, request, apiKey, List.of(), null);
    }
  }

  /** Places a leg of an iceberg order, which is for what the ones before it left. */
  String placeLeg(KiteUser user, OrderRequest request, String apiKey, int leg, long left) {
    synchronized (lock(user)) {
      var own = Math.min(request.icebergQuantity(), left);
      var meta =
          Json.object()
              .put("leg", leg)
              .put("legs", request.icebergLegs())
              .put("leg_quantity", request.icebergQuantity())
              .put("total_quantity", request.quantity())
              .put("remaining_quantity", left - own);
      return place(user, request.of(own), apiKey, List.of(), meta);
    }
  }

  /** Places an order with tags of Kite's own. */
  String place(
      KiteUser user,
      OrderRequest request,
      String apiKey,
      List<String> systemTags,
      @Nullable JsonNode iceberg) {
    checks.requireMarket(request);
    var now = venue.now();
    var quote = venue.prices().quote(request.book().listed(), now);
    var terms = Terms.of(request, quote, now);
    var tags = new ArrayList<String>();
    if (request.tag() != null) {
      tags.add(request.tag());
    }
    tags.addAll(systemTags);
    tags.addAll(terms.tags());
    var refusedBy = checks.exchangeRefusal(request, terms, quote);
    if (refusedBy != null) {
      var id = rejected.newId(now);
      var row = RejectedRow.of(id, user, request, terms, tags, refusedBy, now);
      rejected.add(row, now);
      onRejected.accept(apiKey, row.deepCopy());
      return id;
    }
    checks.requireFunds(user, request, terms, quote);
    var reply = venue.place(order(user, request, terms), DuplicateRule.ALLOW);
    return switch (reply) {
      case VenueReply.Accepted(var order, var _) ->
          record(user, request, terms, apiKey, tags, iceberg, order);
      case VenueReply.Refused refused -> throw checks.refusal(refused);
    };
  }

  /** Checks an order as far as that needs no exchange: what a place would refuse at once. */
  void rehearse(KiteUser user, OrderRequest request) {
    checks.requireMarket(request);
    var quote = venue.prices().quote(request.book().listed(), venue.now());
    checks.requireFunds(user, request, Terms.of(request, quote, venue.now()), quote);
  }

  private String record(
      KiteUser user,
      OrderRequest request,
      Terms terms,
      String apiKey,
      List<String> tags,
      @Nullable JsonNode iceberg,
      VenueOrder order) {
    var note =
        new OrderNote(
            OrderIds.of(order.submittedAt(), order.sequence()),
            user.id(),
            apiKey,
            request.variety(),
            terms.orderType(),
            terms.price(),
            request.triggerPrice(),
            request.validity(),
            request.validityTtl(),
            request.disclosedQuantity(),
            request.marketProtection(),
            request.tag(),
            tags,
            "",
            iceberg,
            List.of(order.id()));
    visibility.accepted(note.orderId());
    notes.placed(note, order, request.book());
    for (var leg : order.legIds()) {
      venue.order(user.key(), leg).ifPresent(second -> recordSecond(note, request, second));
    }
    return note.orderId();
  }

  /** The compulsory stop of a cover order. */
  private void recordSecond(OrderNote first, OrderRequest request, VenueOrder second) {
    var note =
        new OrderNote(
            OrderIds.of(second.submittedAt(), second.sequence()),
            first.userId(),
            first.apiKey(),
            first.variety(),
            "SL-M",
            null,
            request.triggerPrice(),
            first.validity(),
            0,
            0,
            first.marketProtection(),
            first.tag(),
            first.tags(),
            first.orderId(),
            null,
            List.of(second.id()));
    notes.placed(note, second, request.book());
  }

  NewOrder order(KiteUser user, OrderRequest request, Terms terms) {
    var cover = request.variety().equals("co");
    return new NewOrder(
        user.key(),
        Recovery.clientOrderId(request.tag(), ids.get()),
        cover ? OrderClass.OTO : OrderClass.SIMPLE,
        request.book().listed().instrument(),
        side(user, request.book(), request.buys()),
        PositionEffect.AUTOMATIC,
        new OrderQuantity.Units(BigDecimal.valueOf(request.quantity())),
        terms.venue(),
        List.of(),
        null,
        cover && request.triggerPrice() != null
            ? ExitOrder.stopLoss(request.triggerPrice(), null)
            : null,
        null,
        false,
        Map.of());
  }

  /** A sell for the same day of what is not held sells short. */
  Side side(KiteUser user, Book book, boolean buys) {
    if (buys) {
      return Side.BUY;
    }
    var opens = !book.isDelivery() && checks.held(user, book).signum() <= 0;
    return opens ? Side.SELL_SHORT : Side.SELL;
  }
}
