package io.brokerway.simulators.etrade;

import io.brokerway.exchange.VenueOrder;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The parameters of {@code GET /v1/accounts/{key}/orders}. */
record OrderListQuery(
    int count,
    Optional<Long> marker,
    Optional<String> status,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Set<String> symbols,
    Optional<String> securityType,
    Optional<String> transactionType,
    Optional<String> session) {
  private static final int USUAL_COUNT = 25;
  private static final int MAX_COUNT = 100;
  private static final int MAX_SYMBOLS = 25;
  private static final Set<String> STATUSES =
      Set.of(
          "OPEN",
          "EXECUTED",
          "CANCELLED",
          "INDIVIDUAL_FILLS",
          "CANCEL_REQUESTED",
          "EXPIRED",
          "REJECTED");
  private static final Set<String> SECURITY_TYPES = Set.of("EQ", "OPTN", "MF", "MMF", "BOND");
  private static final Set<String> TRANSACTION_TYPES =
      Set.of("ATNM", "BUY", "SELL", "SELL_SHORT", "BUY_TO_COVER", "MF_EXCHANGE");
  private static final Set<String> SESSIONS = Set.of("REGULAR", "EXTENDED");

  static OrderListQuery read(Asked asked) {
    var query =
        new OrderListQuery(
            asked.number("count", USUAL_COUNT, 1, MAX_COUNT),
            asked.parameter("marker").map(OrderListQuery::marker),
            word(asked, "status", STATUSES),
            asked.parameter("fromDate").map(text -> Figures.day("fromDate", text)),
            asked.parameter("toDate").map(text -> Figures.day("toDate", text)),
            asked
                .parameter("symbol")
                .map(text -> Set.copyOf(List.of(text.split(",", -1))))
                .orElse(Set.of()),
            word(asked, "securityType", SECURITY_TYPES),
            word(asked, "transactionType", TRANSACTION_TYPES),
            word(asked, "marketSession", SESSIONS));
    query.requireConsistent();
    return query;
  }

  /** All orders that are asked for, newest first, from the marker on. */
  List<VenueOrder> select(List<VenueOrder> all, OrderNotes notes) {
    return all.stream()
        .filter(order -> order.parentId() == null)
        .filter(fits(notes))
        .sorted(Comparator.comparingLong(VenueOrder::sequence).reversed())
        .toList();
  }

  private Predicate<VenueOrder> fits(OrderNotes notes) {
    return order -> {
      var day = Figures.dayOf(order.submittedAt());
      var known = notes.of(order);
      return marker.map(last -> OrderNotes.number(order) < last).orElse(true)
          && status.map(OrderView.status(order.status())::equals).orElse(true)
          && from.map(first -> !day.isBefore(first)).orElse(true)
          && to.map(last -> !day.isAfter(last)).orElse(true)
          && (symbols.isEmpty() || symbols.contains(Products.symbol(order.listed())))
          && securityType.map(Products.type(order.listed())::equals).orElse(true)
          && transactionType.map(type -> type.equals("ATNM") || acts(known, type)).orElse(true)
          && session.map(known.path("market_session").asString()::equals).orElse(true);
    };
  }

  private static boolean acts(JsonNode known, String action) {
    for (var item : known.path("instruments")) {
      if (item.path("action").asString().equals(action)) {
        return true;
      }
    }
    return false;
  }

  private void requireConsistent() {
    if (from.isPresent() != to.isPresent()) {
      throw Refusal.invalid("Both fromDate and toDate should be provided");
    }
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw Refusal.invalid("toDate should be greater than fromDate");
    }
    if (symbols.size() > MAX_SYMBOLS) {
      throw Refusal.invalid("symbol takes at most 25 symbols");
    }
  }

  private static Optional<String> word(Asked asked, String name, Set<String> known) {
    return asked.parameter(name).map(word -> asked.word(name, word, known));
  }

  private static long marker(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Refusal.invalid("Invalid marker: " + text);
    }
  }
}
