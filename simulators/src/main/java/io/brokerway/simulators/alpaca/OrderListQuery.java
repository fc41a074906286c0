package io.brokerway.simulators.alpaca;

import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.HttpCall;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of {@code GET /v2/orders}. */
record OrderListQuery(
    String status,
    int limit,
    Optional<Instant> after,
    Optional<Instant> until,
    boolean ascending,
    boolean nested,
    Set<String> symbols,
    Optional<String> side,
    Set<String> assetClasses,
    Optional<String> beforeId,
    Optional<String> afterId) {
  private static final int USUAL_LIMIT = 50;
  private static final int MAX_LIMIT = 500;

  static OrderListQuery read(HttpCall call) {
    var query =
        new OrderListQuery(
            oneOf(call, "status", "open", Set.of("open", "closed", "all")),
            limit(call.parameter("limit")),
            call.parameter("after").map(text -> time("after", text)),
            call.parameter("until").map(text -> time("until", text)),
            oneOf(call, "direction", "desc", Set.of("asc", "desc")).equals("asc"),
            call.parameter("nested").map(Boolean::parseBoolean).orElse(false),
            words(call, "symbols").map(word -> word.replace("/", "")).collect(Collectors.toSet()),
            call.parameter("side").map(word -> oneOf(call, "side", word, Set.of("buy", "sell"))),
            words(call, "asset_class").collect(Collectors.toSet()),
            call.parameter("before_order_id"),
            call.parameter("after_order_id"));
    query.requireConsistent();
    return query;
  }

  /** Those orders that are asked for, in the order that is asked for. */
  List<VenueOrder> select(List<VenueOrder> all) {
    var chosen = new ArrayList<>(all.stream().filter(filter(all)).toList());
    var byTime =
        Comparator.comparing(VenueOrder::submittedAt).thenComparingLong(VenueOrder::sequence);
    chosen.sort(ascending ? byTime : byTime.reversed());
    return chosen.size() <= limit ? chosen : chosen.subList(0, limit);
  }

  private Predicate<VenueOrder> filter(List<VenueOrder> all) {
    var shown = new HashSet<String>();
    all.forEach(order -> shown.add(order.id()));
    var before = beforeId.map(id -> sequence(all, id));
    var past = afterId.map(id -> sequence(all, id));
    return order ->
        hasStatus(order)
            && after.map(order.submittedAt()::isAfter).orElse(true)
            && until.map(order.submittedAt()::isBefore).orElse(true)
            && before.map(sequence -> order.sequence() < sequence).orElse(true)
            && past.map(sequence -> order.sequence() > sequence).orElse(true)
            && (symbols.isEmpty() || symbols.contains(Assets.positionSymbol(order.listed())))
            && side.map(OrderView.side(order.side())::equals).orElse(true)
            && (assetClasses.isEmpty() || assetClasses.contains(Assets.assetClass(order.listed())))
            && !(nested && shown.contains(String.valueOf(order.parentId())));
  }

  private boolean hasStatus(VenueOrder order) {
    return switch (status) {
      case "open" -> order.isOpen();
      case "closed" -> !order.isOpen();
      default -> true;
    };
  }

  private void requireConsistent() {
    var byId = beforeId.isPresent() || afterId.isPresent();
    if (byId && (after.isPresent() || until.isPresent())) {
      throw Refusal.invalid(
          "before_order_id and after_order_id cannot be combined with after and until");
    }
  }

  private static long sequence(List<VenueOrder> all, String id) {
    return all.stream()
        .filter(order -> order.id().equals(id))
        .mapToLong(VenueOrder::sequence)
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("order not found for " + id));
  }

  private static int limit(Optional<String> text) {
    try {
      var limit = text.map(Integer::parseInt).orElse(USUAL_LIMIT);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw Refusal.invalid("invalid limit: " + text.orElse(""));
    }
    throw Refusal.invalid("limit must be between 1 and 500");
  }

  private static Instant time(String name, String text) {
    try {
      return Times.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.invalid("invalid %s: %s".formatted(name, text));
    }
  }

  private static String oneOf(HttpCall call, String name, String usual, Set<String> allowed) {
    var word = call.parameter(name).orElse(usual);
    if (!allowed.contains(word)) {
      throw Refusal.invalid("invalid %s: %s".formatted(name, word));
    }
    return word;
  }

  private static Stream<String> words(HttpCall call, String name) {
    return call.query().getOrDefault(name, List.of()).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .filter(word -> !word.isBlank());
  }
}
