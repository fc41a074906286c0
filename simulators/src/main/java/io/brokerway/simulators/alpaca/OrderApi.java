package io.brokerway.simulators.alpaca;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.Visibility;
import java.util.function.Supplier;

/** {@code /v2/orders}. */
final class OrderApi {
  private final Venue venue;
  private final OrderDesk desk;
  private final OrderView view;
  private final Visibility visibility;
  private final Supplier<String> ids;

  OrderApi(
      Venue venue, OrderDesk desk, OrderView view, Visibility visibility, Supplier<String> ids) {
    this.venue = venue;
    this.desk = desk;
    this.view = view;
    this.visibility = visibility;
    this.ids = ids;
  }

  HttpReply place(Holder holder, HttpCall call) {
    var order = desk.place(holder, OrderRequestReader.read(Fields.of(call)), ids.get(), "api");
    visibility.accepted(order.id());
    return HttpReply.json(200, view.fresh(order));
  }

  /** What a broker answers that takes an order and then loses it. */
  HttpReply pretend(Holder holder, HttpCall call) {
    var request = OrderRequestReader.read(Fields.of(call));
    var ready = desk.prepare(holder, request, ids.get());
    return HttpReply.json(200, LostOrder.json(request, ready, ids.get(), venue.now()));
  }

  HttpReply list(Holder holder, HttpCall call) {
    var query = OrderListQuery.read(call);
    var all =
        venue.orders(holder.key()).stream().filter(order -> visibility.shows(order.id())).toList();
    var answer = Json.array();
    for (var order : query.select(all)) {
      answer.add(query.nested() ? view.nested(order) : view.json(order));
    }
    return HttpReply.json(200, answer);
  }

  HttpReply one(Holder holder, String id, HttpCall call) {
    var order = desk.find(holder, id);
    if (!visibility.shows(id)) {
      throw Refusal.notFound("order not found for " + id);
    }
    return shown(order, call);
  }

  HttpReply byClientOrderId(Holder holder, HttpCall call) {
    var id =
        call.parameter("client_order_id")
            .orElseThrow(() -> Refusal.invalid("client_order_id is required"));
    return venue
        .orderByClientId(holder.key(), id)
        .filter(order -> visibility.shows(order.id()))
        .map(order -> shown(order, call))
        .orElseThrow(() -> Refusal.notFound("order not found for " + id));
  }

  HttpReply replace(Holder holder, String id, HttpCall call) {
    var order = desk.replace(holder, id, Fields.of(call), ids.get());
    visibility.accepted(order.id());
    return HttpReply.json(200, view.fresh(order));
  }

  HttpReply cancel(Holder holder, String id) {
    desk.cancel(holder, id);
    return HttpReply.empty(204);
  }

  HttpReply cancelAll(Holder holder) {
    var answer = Json.array();
    for (var open : venue.openOrders(holder.key())) {
      answer.addObject().put("id", open.id()).put("status", cancelIfOpen(holder, open));
    }
    return HttpReply.json(207, answer);
  }

  /** An order of a group may be gone by now, canceled with its parent. */
  private int cancelIfOpen(Holder holder, VenueOrder open) {
    var now = venue.order(holder.key(), open.id()).orElse(open);
    if (!now.isOpen()) {
      return 200;
    }
    try {
      desk.cancel(holder, open.id());
      return 200;
    } catch (Refusal refusal) {
      return refusal.reply().status();
    }
  }

  private HttpReply shown(VenueOrder order, HttpCall call) {
    var nested = call.parameter("nested").map(Boolean::parseBoolean).orElse(false);
    return HttpReply.json(200, nested ? view.nested(order) : view.json(order));
  }
}
