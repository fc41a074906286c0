package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.Venue;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.Visibility;
import java.util.ArrayList;
import java.util.Comparator;
import tools.jackson.databind.node.ObjectNode;

/** {@code /orders} and {@code /trades}. */
final class OrderApi {
  private final Venue venue;
  private final OrderRequestReader reader;
  private final OrderDesk desk;
  private final ChangeDesk changes;
  private final DayOrders orders;
  private final RejectedOrders rejected;
  private final OrderView view;
  private final OrderHistory history;
  private final Visibility visibility;

  OrderApi(
      Venue venue,
      OrderRequestReader reader,
      OrderDesk desk,
      ChangeDesk changes,
      DayOrders orders,
      RejectedOrders rejected,
      OrderView view,
      Visibility visibility) {
    this.venue = venue;
    this.reader = reader;
    this.desk = desk;
    this.changes = changes;
    this.orders = orders;
    this.rejected = rejected;
    this.view = view;
    this.history = new OrderHistory(venue, view);
    this.visibility = visibility;
  }

  HttpReply place(KiteUser user, String variety, HttpCall call, String apiKey) {
    var request = reader.read(variety, Params.ofForm(call));
    return Slices.isSliced(request)
        ? KiteReply.of(Slices.place(desk, user, request, apiKey))
        : KiteReply.id("order_id", desk.place(user, request, apiKey));
  }

  /** Answers as if the order had been taken, and it is not. */
  HttpReply pretend(KiteUser user, String variety, HttpCall call) {
    desk.rehearse(user, reader.read(variety, Params.ofForm(call)));
    return KiteReply.id("order_id", rejected.newId(venue.now()));
  }

  HttpReply change(KiteUser user, String variety, String orderId, HttpCall call) {
    changes.change(user, variety, orderId, Params.ofForm(call));
    return KiteReply.id("order_id", orderId);
  }

  HttpReply cancel(KiteUser user, String variety, String orderId) {
    changes.cancel(user, variety, orderId);
    return KiteReply.id("order_id", orderId);
  }

  HttpReply list(KiteUser user) {
    var rows = new ArrayList<ObjectNode>();
    for (var order : orders.of(user.key())) {
      if (visibility.shows(order.note().orderId())) {
        rows.add(view.row(order));
      }
    }
    rows.addAll(rejected.of(user.id(), venue.now()));
    rows.sort(Comparator.comparing(row -> row.path("order_timestamp").asString()));
    var all = Json.array();
    rows.forEach(all::add);
    return KiteReply.of(all);
  }

  HttpReply states(KiteUser user, String orderId) {
    var refused = rejected.find(user.id(), orderId, venue.now());
    if (refused.isPresent()) {
      var received = refused.get().deepCopy();
      received.put("status", "PUT ORDER REQ RECEIVED").putNull("status_message");
      received.putNull("status_message_raw");
      return KiteReply.of(Json.array().add(received).add(refused.get()));
    }
    return KiteReply.of(history.rows(user.key(), order(user, orderId)));
  }

  HttpReply trades(KiteUser user, String orderId) {
    if (rejected.find(user.id(), orderId, venue.now()).isPresent()) {
      return KiteReply.of(Json.array());
    }
    return KiteReply.of(OrderView.trades(order(user, orderId)));
  }

  HttpReply allTrades(KiteUser user) {
    var all = Json.array();
    for (var order : orders.of(user.key())) {
      OrderView.trades(order).forEach(all::add);
    }
    return KiteReply.of(all);
  }

  private KiteOrder order(KiteUser user, String orderId) {
    return orders
        .find(user.key(), orderId)
        .filter(found -> visibility.shows(orderId))
        .orElseThrow(() -> Refusal.order("Couldn't find that `order_id`."));
  }
}
