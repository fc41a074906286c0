package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.Venue;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/** {@code /accounts/{hash}/orders} and {@code /orders}. */
final class OrderApi {
  private static final Duration YEAR = Duration.ofDays(366);
  private static final Duration SIXTY_DAYS = Duration.ofDays(60);
  private static final int MAX_RESULTS = 3_000;
  private static final long LOST = 4_000_000_000_000L;
  private static final Set<String> STATUSES =
      Set.of(
          "AWAITING_PARENT_ORDER",
          "AWAITING_CONDITION",
          "AWAITING_STOP_CONDITION",
          "AWAITING_MANUAL_REVIEW",
          "ACCEPTED",
          "AWAITING_UR_OUT",
          "PENDING_ACTIVATION",
          "QUEUED",
          "WORKING",
          "REJECTED",
          "PENDING_CANCEL",
          "CANCELED",
          "PENDING_REPLACE",
          "REPLACED",
          "FILLED",
          "EXPIRED",
          "NEW",
          "AWAITING_RELEASE_TIME",
          "PENDING_ACKNOWLEDGEMENT",
          "PENDING_RECALL",
          "UNKNOWN");

  private final Venue venue;
  private final OrderDesk desk;
  private final OrderView view;
  private final RejectedOrders rejected;
  private final Visibility visibility;
  private final AtomicInteger bareReplies = new AtomicInteger();
  private final AtomicLong lost = new AtomicLong(LOST);

  private record Row(long id, Instant at, ObjectNode json) {}

  OrderApi(
      Venue venue, OrderDesk desk, OrderView view, RejectedOrders rejected, Visibility visibility) {
    this.venue = venue;
    this.desk = desk;
    this.view = view;
    this.rejected = rejected;
    this.visibility = visibility;
  }

  /** Leaves the address of the order out of the next so many replies. */
  void leaveOut(int addresses) {
    bareReplies.set(addresses);
  }

  HttpReply place(Holder holder, HttpCall call) {
    return taken(call, desk.place(holder, OrderFormReader.read(Body.of(call)), "api"));
  }

  /** What a broker answers that takes an order and then loses it. */
  HttpReply pretend(HttpCall call) {
    OrderFormReader.read(Body.of(call));
    return taken(call, lost.incrementAndGet());
  }

  HttpReply replace(Holder holder, long id, HttpCall call) {
    return taken(
        call.at(call.path().substring(0, call.path().lastIndexOf('/'))),
        desk.replace(holder, id, OrderFormReader.read(Body.of(call))));
  }

  HttpReply cancel(Holder holder, long id) {
    desk.cancel(holder, id);
    return HttpReply.empty(200);
  }

  HttpReply one(Holder holder, long id) {
    if (!visibility.shows(String.valueOf(id))) {
      throw Refusal.of(404, "Order not found");
    }
    for (var entry : rejected.of(holder)) {
      if (entry.id() == id) {
        return HttpReply.json(200, view.rejected(entry));
      }
    }
    var order = desk.find(holder, id);
    var whole = OrderIds.isPair(id) || order.parentId() == null;
    return HttpReply.json(200, whole && isOwn(id, order) ? view.json(order) : view.alone(order));
  }

  /** The first order of a pair is shown alone under its own number. */
  private static boolean isOwn(long id, io.brokerway.exchange.VenueOrder order) {
    return order.orderClass() != io.brokerway.broker.order.OrderClass.OCO || OrderIds.isPair(id);
  }

  HttpReply list(Holder holder, HttpCall call) {
    return list(List.of(holder), call, Times.of(call, "fromEnteredTime", "toEnteredTime", YEAR));
  }

  HttpReply listAll(Visitor visitor, HttpCall call) {
    var times = Times.of(call, "fromEnteredTime", "toEnteredTime", YEAR);
    if (times.from().isBefore(venue.now().minus(SIXTY_DAYS))) {
      throw Refusal.invalid("fromEnteredTime must be within 60 days");
    }
    return list(visitor.linked(), call, times);
  }

  private HttpReply list(List<Holder> holders, HttpCall call, Times times) {
    var status = call.parameter("status").orElse("");
    if (!status.isEmpty() && !STATUSES.contains(status)) {
      throw Refusal.invalid("status is not one of the values accepted");
    }
    var limit = call.parameter("maxResults").map(OrderApi::count).orElse(MAX_RESULTS);
    var rows = new ArrayList<Row>();
    holders.forEach(holder -> rows.addAll(rows(holder)));
    rows.sort(Comparator.comparing(Row::at).thenComparing(Row::id).reversed());
    var answer = Json.array();
    rows.stream()
        .filter(row -> times.contain(row.at()))
        .filter(row -> visibility.shows(String.valueOf(row.id())))
        .filter(row -> status.isEmpty() || row.json().path("status").asString().equals(status))
        .limit(limit)
        .forEach(row -> answer.add(row.json()));
    return HttpReply.json(200, answer);
  }

  private List<Row> rows(Holder holder) {
    var rows = new ArrayList<Row>();
    for (var order : venue.orders(holder.key())) {
      if (order.parentId() == null) {
        var json = view.json(order);
        rows.add(new Row(json.path("orderId").longValue(), order.submittedAt(), json));
      }
    }
    for (var entry : rejected.of(holder)) {
      rows.add(new Row(entry.id(), entry.at(), view.rejected(entry)));
    }
    return rows;
  }

  private static int count(String text) {
    try {
      var count = Integer.parseInt(text);
      if (count < 1) {
        throw Refusal.invalid("maxResults must be above 0");
      }
      return Math.min(count, MAX_RESULTS);
    } catch (NumberFormatException e) {
      throw Refusal.invalid("maxResults is not a number");
    }
  }

  private HttpReply taken(HttpCall call, long id) {
    visibility.accepted(String.valueOf(id));
    var reply = HttpReply.empty(201);
    return bareReplies.getAndUpdate(left -> Math.max(0, left - 1)) > 0
        ? reply
        : reply.with(Map.of("Location", "%s/%d".formatted(TraderHost.address(call), id)));
  }
}
