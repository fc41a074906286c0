package io.brokerway.simulators.tradestation;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.Visibility;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** {@code orders} and {@code historicalorders}: newest first, in pages if asked. */
final class OrderLists {
  private static final int MAX_IDS = 50;
  private static final int MAX_PAGE = 600;
  private static final long HISTORY_DAYS = 90;
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE,
          DateTimeFormatter.ofPattern("MM-dd-uuuu"),
          DateTimeFormatter.ofPattern("uuuu/MM/dd"),
          DateTimeFormatter.ofPattern("MM/dd/uuuu"));

  private final Venue venue;
  private final OrderIds ids;
  private final OrderView view;
  private final Visibility visibility;
  private final NextPages pages;

  OrderLists(Venue venue, OrderIds ids, OrderView view, Visibility visibility) {
    this.venue = venue;
    this.ids = ids;
    this.view = view;
    this.visibility = visibility;
    this.pages = new NextPages(venue::now);
  }

  /** What is open, and what was entered or ended today. */
  HttpReply present(Visitor visitor, String accounts, HttpCall call) {
    return list(visitor, accounts, call, this::isOfToday);
  }

  HttpReply historical(Visitor visitor, String accounts, HttpCall call) {
    return list(visitor, accounts, call, historical(call));
  }

  HttpReply present(Visitor visitor, String accounts, String orderIds) {
    return byId(visitor, accounts, orderIds, order -> true);
  }

  HttpReply historical(Visitor visitor, String accounts, String orderIds, HttpCall call) {
    return byId(visitor, accounts, orderIds, historical(call));
  }

  /** What a stream begins with. */
  List<VenueOrder> today(Holder holder, Predicate<String> wanted) {
    return newestFirst(holder, this::isOfToday).stream()
        .filter(order -> wanted.test(ids.of(order)))
        .toList();
  }

  private HttpReply list(
      Visitor visitor, String accounts, HttpCall call, Predicate<VenueOrder> wanted) {
    var size = pageSize(call);
    var token = call.parameter("nextToken");
    if (token.isPresent()) {
      return pages.next(visitor.caller(), token.get(), size);
    }
    var errors = Json.array();
    var found = new ArrayList<ObjectNode>();
    for (var holder : AccountsApi.holders(visitor, accounts, errors)) {
      newestFirst(holder, wanted).forEach(order -> found.add(view.json(order)));
    }
    return pages.first(visitor.caller(), found, errors, size);
  }

  private List<VenueOrder> newestFirst(Holder holder, Predicate<VenueOrder> wanted) {
    return ids.chains(holder.key()).stream()
        .filter(wanted)
        .filter(order -> visibility.shows(ids.of(order)))
        .sorted(Comparator.comparingLong(this::entered).reversed())
        .toList();
  }

  private long entered(VenueOrder order) {
    return ids.root(order).sequence();
  }

  private HttpReply byId(
      Visitor visitor, String accounts, String orderIds, Predicate<VenueOrder> wanted) {
    var asked = List.of(orderIds.split(",", -1));
    if (asked.size() > MAX_IDS) {
      throw Refusal.badRequest("At most %d orders.".formatted(MAX_IDS));
    }
    var json = Json.object();
    var all = json.putArray("Orders");
    var errors = json.putArray("Errors");
    var holders = AccountsApi.holders(visitor, accounts, errors);
    for (var id : asked) {
      var found =
          holders.stream()
              .flatMap(holder -> ids.newest(holder.key(), id).stream())
              .filter(order -> wanted.test(order) && visibility.shows(id))
              .findFirst();
      if (found.isPresent()) {
        all.add(view.json(found.get()));
      } else {
        errors
            .addObject()
            .put("AccountID", holders.getFirst().id())
            .put("OrderID", id)
            .put("Error", "NotFound")
            .put("Message", "Invalid order ID.");
      }
    }
    return HttpReply.json(200, json);
  }

  private boolean isOfToday(VenueOrder order) {
    var today = day(venue.now());
    return order.isOpen()
        || day(order.updatedAt()).equals(today)
        || day(ids.root(order).submittedAt()).equals(today);
  }

  private Predicate<VenueOrder> historical(HttpCall call) {
    var since =
        date(call.parameter("since").orElseThrow(() -> Refusal.badRequest("since is required")));
    if (since.isBefore(day(venue.now()).minus(HISTORY_DAYS, ChronoUnit.DAYS))) {
      throw Refusal.badRequest("since is more than %d days ago".formatted(HISTORY_DAYS));
    }
    return order -> !order.isOpen() && !day(order.updatedAt()).isBefore(since);
  }

  private static LocalDate date(String text) {
    for (var form : DATES) {
      try {
        return LocalDate.parse(text, form);
      } catch (DateTimeException notThisForm) {
        continue;
      }
    }
    throw Refusal.badRequest("since is not a date: " + text);
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, Amounts.NEW_YORK);
  }

  private static int pageSize(HttpCall call) {
    var text = call.parameter("pageSize");
    if (text.isEmpty()) {
      return MAX_PAGE;
    }
    if (!text.get().matches("\\d{1,3}") || Integer.parseInt(text.get()) < 1) {
      throw Refusal.badRequest("pageSize is not valid: " + text.get());
    }
    return Math.min(MAX_PAGE, Integer.parseInt(text.get()));
  }
}
