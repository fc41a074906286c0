package io.brokerway.brokers.tradestation;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The orders that TradeStation has: lists and look-ups. Changes nothing. */
final class TradeStationOrderSearch {
  /** So far back ended orders are told. Source: TradeStation OpenAPI v3, read 2026-11-23. */
  static final Duration HISTORY = Duration.ofDays(90);

  private static final int MOST_PAGES = 200;

  /** Times have whole seconds, and two clocks never quite agree. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  private final TradeStationClient client;
  private final Clock clock;

  TradeStationOrderSearch(TradeStationClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Orders as they were at one moment. */
  record Seen(List<TradeStationWire.Order> orders, Instant startedAt) {}

  Reading<List<OrderReport>> list(AccountKey account, OrderQuery query) {
    var seen =
        query.scope() == OrderQuery.Scope.OPEN
            ? today(account)
            : all(account, query.since() == null ? Instant.EPOCH : query.since());
    var reports =
        TradeStationGroups.of(seen.orders(), seen.startedAt()).reports().stream()
            .filter(report -> isWanted(report, query))
            .sorted(newestFirst())
            .toList();
    return Reading.complete(reports, seen.startedAt());
  }

  private static Comparator<OrderReport> newestFirst() {
    return Comparator.comparing((OrderReport report) ->
            report.submittedAt() == null ? Instant.EPOCH : report.submittedAt())
        .thenComparing(OrderReport::brokerOrderId)
        .reversed();
  }

  private static boolean isWanted(OrderReport report, OrderQuery query) {
    var since = query.since();
    var submitted = report.submittedAt();
    var young =
        since == null
            || submitted == null
            || !submitted.isBefore(since.truncatedTo(ChronoUnit.SECONDS));
    var open =
        !report.status().isFinal()
            || report.legs().stream().anyMatch(leg -> !leg.status().isFinal());
    return young && (query.scope() == OrderQuery.Scope.ALL || open);
  }

  /** The orders of today and the open ones, every page of them. */
  Seen today(AccountKey account) {
    return pages(token -> client.getOrders(account.value(), token));
  }

  /** The same and those that ended since a moment, each once. */
  Seen all(AccountKey account, Instant since) {
    var day = day(since);
    var past = pages(token -> client.getHistoricalOrders(account.value(), day, token));
    var today = today(account);
    var byId = new LinkedHashMap<String, TradeStationWire.Order>();
    past.orders().forEach(order -> byId.put(id(order), order));
    today.orders().forEach(order -> byId.put(id(order), order));
    return new Seen(List.copyOf(byId.values()), past.startedAt());
  }

  /**
   * A day that surely began before a moment, wherever TradeStation counts its days, and that surely
   * is none of those too long ago, which it refuses.
   */
  private LocalDate day(Instant since) {
    var earliest =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(HISTORY.toDays() - 1);
    var before =
        since.isBefore(clock.instant().minus(HISTORY))
            ? earliest
            : LocalDate.ofInstant(since, ZoneOffset.UTC).minusDays(1);
    return before.isBefore(earliest) ? earliest : before;
  }

  /** Reads page after page. */
  @FunctionalInterface
  private interface Pages {
    TradeStationClient.Reply<TradeStationWire.Orders> page(@Nullable String token);
  }

  private static Seen pages(Pages pages) {
    var orders = new ArrayList<TradeStationWire.Order>();
    var tokens = new HashSet<String>();
    Instant startedAt = null;
    String token = null;
    for (var page = 0; page < MOST_PAGES; page++) {
      var reply = pages.page(token);
      TradeStationErrors.requireNone("orders", reply.body().errors());
      startedAt = startedAt == null ? reply.startedAt() : startedAt;
      orders.addAll(TradeStationClient.list("Orders", reply.body().orders()));
      token = reply.body().nextToken();
      if (token == null || token.isBlank()) {
        return new Seen(orders, startedAt);
      }
      if (!tokens.add(token)) {
        throw new UnexpectedReply("TradeStation answered with the same page of orders again");
      }
    }
    throw new UnexpectedReply("TradeStation's list of orders has no end");
  }

  Lookup lookUp(OrderRef ref) {
    if (ref.brokerOrderId() != null) {
      var found = byId(ref.account(), ref.brokerOrderId());
      return found.groups().isPresent()
          ? new Lookup.Found(found.groups().get().report(ref.brokerOrderId()))
          : new Lookup.Absent(found.askedAt());
    }
    if (ref.order() == null || ref.sentAt() == null) {
      throw new Unsupported("TradeStation finds an order by its id or by what was sent");
    }
    return alike(ref.order(), ref.sentAt(), ref.knownBefore());
  }

  /**
   * The order of an id with all that it hangs together with.
   *
   * @param askedAt on the broker's clock
   */
  record Found(Optional<TradeStationGroups> groups, Instant askedAt) {}

  Found byId(AccountKey account, String id) {
    var reply = client.getOrdersById(account.value(), List.of(id));
    var orders = orders(reply.body());
    if (orders.isEmpty()) {
      var day = day(Instant.EPOCH);
      var past = client.getHistoricalOrdersById(account.value(), day, List.of(id));
      orders = orders(past.body());
    }
    var groups = TradeStationGroups.of(orders, reply.startedAt());
    return groups.has(id)
        ? new Found(
            Optional.of(whole(account, groups, orders, id, reply.startedAt())), reply.startedAt())
        : new Found(Optional.empty(), reply.startedAt());
  }

  /** Adds what an order names: its entry or exits, and what those name in turn. */
  private TradeStationGroups whole(
      AccountKey account,
      TradeStationGroups groups,
      List<TradeStationWire.Order> orders,
      String id,
      Instant seenAt) {
    var missing = groups.missing(id);
    if (missing.isEmpty()) {
      return groups;
    }
    var all = new ArrayList<>(orders);
    all.addAll(orders(client.getOrdersById(account.value(), missing).body()));
    return TradeStationGroups.of(all, seenAt);
  }

  private static List<TradeStationWire.Order> orders(Optional<TradeStationWire.Orders> reply) {
    if (reply.isEmpty()) {
      return List.of();
    }
    var failures = reply.get().errors();
    if (failures != null) {
      failures.stream()
          .filter(failure -> !TradeStationErrors.isAbsent(failure))
          .findFirst()
          .ifPresent(failure -> {
            throw TradeStationErrors.element("order", failure);
          });
    }
    return TradeStationClient.list("Orders", reply.get().orders());
  }

  /** Orders with the terms of ours that were entered when it may have been. */
  Lookup alike(NewOrder order, Instant sentAt, Set<String> knownBefore) {
    var seen = today(order.account());
    var earliest = sentAt.minus(CLOCK_TOLERANCE).truncatedTo(ChronoUnit.SECONDS);
    var alike =
        TradeStationGroups.of(seen.orders(), seen.startedAt()).reports().stream()
            .filter(report -> !knownBefore.contains(report.brokerOrderId()))
            .filter(
                report -> report.submittedAt() != null && !report.submittedAt().isBefore(earliest))
            .filter(report -> TradeStationOrders.isAlike(order, report))
            .toList();
    return switch (alike.size()) {
      case 0 -> new Lookup.Absent(seen.startedAt());
      case 1 -> new Lookup.Found(alike.getFirst());
      default -> new Lookup.Ambiguous(alike);
    };
  }

  static String id(TradeStationWire.Order order) {
    return TradeStationMapping.FIGURES.given("order.OrderID", order.orderId());
  }
}
