package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.HttpCall;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The filters of {@code GET /orders/historical/batch}. */
record OrderQuery(
    Set<String> ids,
    Set<String> products,
    Set<String> statuses,
    Set<String> types,
    Set<String> times,
    Optional<String> side,
    Optional<String> productType,
    Optional<Instant> from,
    Optional<Instant> to) {
  private static final Set<String> STATUSES =
      Set.of(
          "PENDING",
          "OPEN",
          "FILLED",
          "CANCELLED",
          "EXPIRED",
          "FAILED",
          "UNKNOWN_ORDER_STATUS",
          "QUEUED",
          "CANCEL_QUEUED",
          "EDIT_QUEUED");
  private static final String OPEN = "OPEN";

  static OrderQuery read(HttpCall call) {
    var statuses = words(call, "order_status");
    for (var status : statuses) {
      if (!STATUSES.contains(status)) {
        throw Refusal.invalid(
            "parsing list for field \"order_status\": \"%s\" is not a valid value"
                .formatted(status));
      }
    }
    if (statuses.contains(OPEN) && statuses.size() > 1) {
      throw Refusal.invalid("OPEN cannot be combined with other order statuses");
    }
    return new OrderQuery(
        words(call, "order_ids"),
        words(call, "product_ids"),
        statuses,
        words(call, "order_types"),
        words(call, "time_in_forces"),
        call.parameter("order_side"),
        call.parameter("product_type"),
        time(call, "start_date"),
        time(call, "end_date"));
  }

  boolean wants(TradedOrder order) {
    var status = OrderView.status(order);
    return isIn(ids, order.id())
        && isIn(products, order.first().listed().symbol())
        && isIn(statuses, status)
        && isIn(types, OrderView.kind(order).word())
        && isIn(times, OrderView.timeInForce(order))
        && side.map(wanted -> wanted.equals(order.buys() ? "BUY" : "SELL")).orElse(true)
        && productType.map("SPOT"::equals).orElse(true)
        && isInTime(order);
  }

  /** For open orders dates are ignored. */
  private boolean isInTime(TradedOrder order) {
    var at = order.first().submittedAt();
    return statuses.contains(OPEN)
        || (from.map(start -> !at.isBefore(start)).orElse(true)
            && to.map(end -> at.isBefore(end)).orElse(true));
  }

  private static boolean isIn(Set<String> wanted, String word) {
    return wanted.isEmpty() || wanted.contains(word);
  }

  static Set<String> words(HttpCall call, String name) {
    return call.query().getOrDefault(name, List.of()).stream()
        .filter(word -> !word.isBlank())
        .collect(Collectors.toSet());
  }

  static Optional<Instant> time(HttpCall call, String name) {
    try {
      // A plus sign that was not escaped in the address arrives as a space.
      return call.parameter(name)
          .map(text -> OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
    } catch (DateTimeException e) {
      throw Refusal.invalid("parsing field \"%s\": not a timestamp".formatted(name));
    }
  }
}
