package io.brokerway.simulators.alpaca;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /v2beta1/events/activities}: activities as server-sent events, those of the past first
 * where they are asked for. Both ends of a span are included.
 */
final class ActivityEvents {

  /**
   * Which events a caller wants.
   *
   * @param history whether those of the past are among them
   * @param ends whether the stream ends once the last of them was sent
   */
  record Span(
      Optional<Instant> since,
      Optional<Instant> until,
      Optional<String> sinceId,
      Optional<String> untilId) {

    boolean history() {
      return since.isPresent() || sinceId.isPresent();
    }

    boolean ends() {
      return until.isPresent() || untilId.isPresent();
    }

    boolean starts(Instant at, String id) {
      return since.map(first -> !at.isBefore(first)).orElse(true)
          && sinceId.map(first -> id.compareTo(first) >= 0).orElse(true);
    }

    boolean isPast(Instant at, String id) {
      return until.map(at::isAfter).orElse(false)
          || untilId.map(last -> id.compareTo(last) > 0).orElse(false);
    }
  }

  private final Venue venue;
  private final ActivityView view;

  ActivityEvents(Venue venue) {
    this.venue = venue;
    this.view = new ActivityView(venue);
  }

  HttpReply open(Holder holder, HttpCall call) {
    var span = span(call);
    return HttpReply.streaming(
        "text/event-stream", new ActivityEventStream(venue, holder, span, this::json));
  }

  static String id(VenueTransaction transaction) {
    return Ulid.of(transaction.at(), transaction.sequence());
  }

  private ObjectNode json(VenueTransaction transaction) {
    var row = view.row(transaction).json();
    var day = LocalDate.ofInstant(transaction.at(), Amounts.NEW_YORK);
    var at = Amounts.time(transaction.at());
    var json =
        Json.object()
            .put("event_id", id(transaction))
            .put("at", at)
            .put("executed_at", at)
            .put("activity_type", row.path("activity_type").asString())
            .put("status", "executed")
            .put("settle_date", MarketCalendar.NEW_YORK.nextTradingDay(day).toString())
            .put("currency", "USD")
            .put("ref_id", transaction.id())
            .put("net_amount", Amounts.plain(transaction.amount()));
    if (row.has("activity_sub_type")) {
      json.put("activity_subtype", row.path("activity_sub_type").asString());
    }
    var quantity = transaction.quantity();
    if (quantity != null) {
      json.put("qty", Amounts.plain(quantity.abs()));
    }
    if (transaction.price() != null) {
      json.put("price", Amounts.text(transaction.price()));
    }
    json.set("details", details(transaction, row, day));
    return json;
  }

  private ObjectNode details(VenueTransaction transaction, ObjectNode row, LocalDate day) {
    var listed = transaction.listed();
    var orderId = transaction.orderId();
    if (orderId == null || listed == null) {
      var details = Json.object().put("system_date", day.toString());
      return listed == null ? details : details.put("symbol", Assets.symbol(listed));
    }
    var order = venue.order(transaction.account(), orderId).orElseThrow();
    return Json.object()
        .put("order_id", orderId)
        .put("client_order_id", order.clientOrderId())
        .put("asset_id", Assets.id(listed))
        .put("symbol", Assets.symbol(listed))
        .put("side", OrderView.side(order.side()))
        .put("cum_qty", row.path("cum_qty").asString())
        .put("leaves_qty", row.path("leaves_qty").asString())
        .put("order_status", row.path("order_status").asString())
        .put("execution_type", "fill")
        .put("commission", Amounts.plain(transaction.fee()));
  }

  private static Span span(HttpCall call) {
    var span =
        new Span(
            time(call, "since"),
            time(call, "until"),
            ulid(call, "since_id"),
            ulid(call, "until_id"));
    if (span.since().isPresent() && span.sinceId().isPresent()) {
      throw Refusal.invalid("since and since_id cannot be used together");
    }
    if (span.until().isPresent() && span.since().isEmpty()) {
      throw Refusal.invalid("since is required with until");
    }
    if (span.untilId().isPresent() && span.sinceId().isEmpty()) {
      throw Refusal.invalid("since_id is required with until_id");
    }
    return span;
  }

  private static Optional<Instant> time(HttpCall call, String name) {
    try {
      return call.parameter(name).map(Times::parse);
    } catch (DateTimeParseException e) {
      throw Refusal.invalid("invalid " + name);
    }
  }

  private static Optional<String> ulid(HttpCall call, String name) {
    var id = call.parameter(name);
    if (id.isPresent() && !Ulid.isOne(id.get())) {
      throw Refusal.invalid("invalid " + name);
    }
    return id;
  }
}
