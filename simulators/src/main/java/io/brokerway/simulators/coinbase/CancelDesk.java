package io.brokerway.simulators.coinbase;

import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueReply;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.Visibility;
import java.util.List;
import java.util.Set;

/** {@code POST /orders/batch_cancel}. Thread-safe. */
final class CancelDesk {
  private static final int MAX_ORDERS = 100;

  /** What Coinbase says where nothing failed. */
  private static final String NONE = "UNKNOWN_CANCEL_FAILURE_REASON";

  private final Venue venue;
  private final Orders orders;
  private final OrderNotes notes;
  private final OrderDesk desk;
  private final Visibility visibility;

  CancelDesk(Venue venue, Orders orders, OrderNotes notes, OrderDesk desk, Visibility visibility) {
    this.venue = venue;
    this.orders = orders;
    this.notes = notes;
    this.desk = desk;
    this.visibility = visibility;
  }

  HttpReply cancel(Portfolio portfolio, Body body) {
    var json = Json.object();
    var results = json.putArray("results");
    for (var id : ids(body)) {
      var reason = cancel(portfolio, id);
      results
          .addObject()
          .put("success", reason.equals(NONE))
          .put("failure_reason", reason)
          .put("order_id", id);
    }
    return HttpReply.json(200, json);
  }

  /** What a broker answers that takes cancels and then loses them. */
  HttpReply pretend(Body body) {
    var json = Json.object();
    var results = json.putArray("results");
    for (var id : ids(body)) {
      results.addObject().put("success", true).put("failure_reason", NONE).put("order_id", id);
    }
    return HttpReply.json(200, json);
  }

  private static List<String> ids(Body body) {
    body.requireOnly(Set.of("order_ids"));
    var ids = body.texts("order_ids");
    if (ids.isEmpty() || ids.size() > MAX_ORDERS) {
      throw Refusal.invalid("order_ids must hold 1 to %d ids".formatted(MAX_ORDERS));
    }
    return ids;
  }

  /** Cancels an order; the reason if it cannot be. */
  private String cancel(Portfolio portfolio, String id) {
    synchronized (desk.lock(portfolio)) {
      var found = orders.find(portfolio, id).filter(order -> visibility.shows(order.id()));
      if (found.isEmpty()) {
        return "UNKNOWN_CANCEL_ORDER";
      }
      var order = found.get();
      return switch (venue.cancel(portfolio.key(), order.newest().id())) {
        case VenueReply.Accepted _ -> {
          notes.canceled(order, portfolio, venue.now());
          yield NONE;
        }
        case VenueReply.Refused(var reason, var _) -> refusal(portfolio, id, reason);
      };
    }
  }

  private String refusal(Portfolio portfolio, String id, RejectReason reason) {
    if (reason == RejectReason.UNKNOWN_ORDER) {
      return "UNKNOWN_CANCEL_ORDER";
    }
    var status = orders.find(portfolio, id).map(TradedOrder::status).orElse(OrderStatus.CANCELED);
    return switch (status) {
      case FILLED -> "ORDER_IS_FULLY_FILLED";
      case CANCELED, PENDING_CANCEL -> "DUPLICATE_CANCEL_REQUEST";
      default -> "NOT_ALLOWED_TO_CANCEL";
    };
  }
}
