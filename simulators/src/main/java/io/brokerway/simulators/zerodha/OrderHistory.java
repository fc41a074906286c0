package io.brokerway.simulators.zerodha;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.exchange.OrderHistoryEntry;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueListener.OrderEvent;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** The states that an order went through, each as a row, with those between that pass quickly. */
final class OrderHistory {
  private final Venue venue;
  private final OrderView view;

  OrderHistory(Venue venue, OrderView view) {
    this.venue = venue;
    this.view = view;
  }

  ArrayNode rows(AccountKey account, KiteOrder order) {
    var rows = Json.array();
    for (var i = 0; i < order.links().size(); i++) {
      var link = order.links().get(i);
      var at = link.submittedAt();
      for (var status : i == 0 ? entering(order) : changing(order)) {
        add(rows, order, status, at);
      }
      for (var entry : venue.history(account, link.id())) {
        for (var status : statuses(order, link, entry)) {
          add(rows, order, status, entry.at());
        }
      }
    }
    return rows;
  }

  private static List<String> entering(KiteOrder order) {
    return order.note().variety().equals("amo")
        ? List.of("PUT ORDER REQ RECEIVED", "AMO REQ RECEIVED")
        : List.of("PUT ORDER REQ RECEIVED", "VALIDATION PENDING", "OPEN PENDING");
  }

  private static List<String> changing(KiteOrder order) {
    return order.note().variety().equals("amo")
        ? List.of("MODIFY AMO REQ RECEIVED", "MODIFIED")
        : List.of("MODIFY VALIDATION PENDING", "MODIFY PENDING", "MODIFIED");
  }

  private List<String> statuses(KiteOrder order, VenueOrder link, OrderHistoryEntry entry) {
    var isLast = link.id().equals(order.head().id());
    return switch (entry.event()) {
      case NEW, REPLACEMENT, ACTIVATED ->
          List.of(OrderView.isWaiting(link) || isStop(link) ? "TRIGGER PENDING" : opened(order));
      case TRIGGERED, PARTIAL_FILL -> List.of("OPEN");
      case FILL -> List.of("COMPLETE");
      case CANCELED -> isLast ? List.of("CANCEL PENDING", OrderView.canceled(order)) : List.of();
      case EXPIRED -> List.of(view.status(order));
      case HELD, REPLACED, TRAILED, RESTATED -> List.of();
    };
  }

  private String opened(KiteOrder order) {
    var now = view.status(order);
    return now.equals("AMO REQ RECEIVED") ? now : "OPEN";
  }

  private static boolean isStop(VenueOrder link) {
    return link.terms().stopPrice() != null;
  }

  private void add(ArrayNode rows, KiteOrder order, String status, Instant at) {
    var fills = order.fills().stream().filter(fill -> !fill.at().isAfter(at)).toList();
    var filled =
        fills.stream().map(fill -> fill.quantity()).reduce(BigDecimal.ZERO, BigDecimal::add);
    rows.add(view.row(order, status, filled, KiteOrder.averageOf(fills), at));
  }

  /** Whether an event is one that the user is told of. */
  static boolean isTold(OrderEvent event) {
    return event != OrderEvent.HELD && event != OrderEvent.TRAILED && event != OrderEvent.REPLACED;
  }
}
