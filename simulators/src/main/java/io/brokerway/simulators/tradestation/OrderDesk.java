package io.brokerway.simulators.tradestation;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.exchange.DuplicateRule;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenueReply;
import io.brokerway.simulators.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes, changes and cancels orders by TradeStation's rules. Thread-safe: one command of an account
 * at a time.
 */
final class OrderDesk {
  private final Venue venue;
  private final OrderIds ids;
  private final OrderTruth truth;
  private final OrderBuilder builder;
  private final OrderChecks checks;
  private final Visibility visibility;
  private final Map<AccountKey, Object> locks = new ConcurrentHashMap<>();
  private final Set<String> confirmIds = ConcurrentHashMap.newKeySet();

  OrderDesk(
      Venue venue, OrderIds ids, OrderTruth truth, OrderBuilder builder, Visibility visibility) {
    this.venue = venue;
    this.ids = ids;
    this.truth = truth;
    this.builder = builder;
    this.checks = new OrderChecks(venue);
    this.visibility = visibility;
    for (var account : venue.accounts()) {
      for (var order : ids.chains(account)) {
        if (order.parentId() == null) {
          remember(OrderNote.of(order));
        }
      }
    }
  }

  /** An order that was taken, and what TradeStation says of it. */
  record Taken(String orderId, String message) {}

  /**
   * An order checked as far as that can be without the account, for an estimate or a lost order.
   */
  OrderBuilder.Ready prepare(Visitor visitor, OrderRequest request) {
    var holder = OrderChecks.tradable(visitor.holder(request.account()));
    return builder.single(holder, request, visitor.caller(), venue.now());
  }

  /** As above, for a pair of exits. */
  OrderBuilder.Ready prepare(Visitor visitor, OrderRequest.Group group) {
    var holder = OrderChecks.tradable(visitor.holder(group.orders().getFirst().account()));
    return builder.pair(holder, group, visitor.caller(), venue.now());
  }

  /**
   * Gives an order to the venue.
   *
   * @throws OrderFailed if it is refused
   */
  List<Taken> place(OrderBuilder.Ready ready, String origin) {
    synchronized (lock(ready.holder().key())) {
      var fresh = new ArrayList<String>();
      for (var part : ready.parts()) {
        fresh.addAll(confirmId(ready, part));
      }
      if (fresh.stream().anyMatch(confirmIds::contains)) {
        throw new OrderFailed("An order with this OrderConfirmID has been placed already.");
      }
      checks.check(ready);
      return switch (venue.place(ready.order(), DuplicateRule.ALLOW)) {
        case VenueReply.Accepted(var order, var _) -> {
          confirmIds.addAll(fresh);
          truth.placed(order, origin);
          yield taken(ready, order);
        }
        case VenueReply.Refused refused -> throw checks.failure(ready, refused);
      };
    }
  }

  private List<Taken> taken(OrderBuilder.Ready ready, VenueOrder order) {
    var orderIds = new ArrayList<String>();
    orderIds.add(ids.of(order));
    if (!ready.parts().getFirst().legs().isEmpty()) {
      visibility.accepted(orderIds.getFirst());
      return List.of(
          new Taken(
              orderIds.getFirst(), "Sent order: " + OrderWords.summary(ready.parts().getFirst())));
    }
    order.legIds().stream()
        .map(id -> venue.order(order.account(), id).orElseThrow())
        .map(ids::of)
        .forEach(orderIds::add);
    var all = new ArrayList<Taken>();
    for (var i = 0; i < ready.parts().size(); i++) {
      visibility.accepted(orderIds.get(i));
      all.add(
          new Taken(orderIds.get(i), "Sent order: " + OrderWords.summary(ready.parts().get(i))));
    }
    return all;
  }

  /** Finds an order among the accounts of the caller. */
  VenueOrder find(Visitor visitor, String orderId) {
    return visitor.holders().stream()
        .flatMap(holder -> ids.newest(holder.key(), orderId).stream())
        .filter(order -> !OrderIds.isLeg(order))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("Invalid order ID."));
  }

  /**
   * Changes an order, which keeps its id.
   *
   * @throws OrderFailed if the change is refused
   */
  void replace(VenueOrder order, OrderChange change) {
    synchronized (lock(order.account())) {
      var note = checks.noteForReplace(order);
      switch (venue.replace(order.account(), order.id(), change, note)) {
        case VenueReply.Accepted(var changed, var _) -> truth.replaced(changed);
        case VenueReply.Refused(var reason, var text) -> throw refused(reason, text);
      }
    }
  }

  void cancel(VenueOrder order) {
    synchronized (lock(order.account())) {
      switch (venue.cancel(order.account(), order.id())) {
        case VenueReply.Accepted(var canceled, var _) -> truth.canceled(canceled, venue.now());
        case VenueReply.Refused(var reason, var text) -> throw refused(reason, text);
      }
    }
  }

  private static RuntimeException refused(RejectReason reason, String text) {
    return reason == RejectReason.TOO_LATE || reason == RejectReason.UNKNOWN_ORDER
        ? Refusal.badRequest("Not an open order.")
        : OrderChecks.failure(reason, text);
  }

  private static List<String> confirmId(OrderBuilder.Ready ready, OrderRequest part) {
    var caller = OrderNote.of(ready.order().clientOrderId()).caller();
    return part.confirmId() == null ? List.of() : List.of(caller + "/" + part.confirmId());
  }

  private void remember(OrderNote note) {
    if (note.confirmId() != null) {
      confirmIds.add(note.caller() + "/" + note.confirmId());
    }
  }

  private Object lock(AccountKey account) {
    return locks.computeIfAbsent(account, _ -> new Object());
  }
}
