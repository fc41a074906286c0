package io.brokerway.brokers.etrade;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists orders and finds them: by their id, or by what they look like. */
final class EtradeOrderSearch {
  /** Orders are told for about two years. */
  private static final Duration LONGEST_AGO = Duration.ofDays(729);

  /** Longer than E*TRADE keeps an order until canceled. */
  private static final Duration OLDEST_OPEN = Duration.ofDays(180);

  /** How far E*TRADE's clock may be behind ours when it says when an order was placed. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  private static final int MOST_PAGES = 200;
  private static final int LONGEST_CHAIN = 50;

  private final EtradeClient client;
  private final Clock clock;

  EtradeOrderSearch(EtradeClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  Reading<List<OrderReport>> list(AccountKey account, OrderQuery query) {
    var earliest = clock.instant().minus(LONGEST_AGO);
    var since = query.since();
    var open = query.scope() == OrderQuery.Scope.OPEN;
    var from = open ? clock.instant().minus(OLDEST_OPEN) : earliest;
    if (since != null && since.isAfter(from)) {
      from = since;
    }
    var reading = orders(account, from, CallPriority.INTERACTIVE);
    var reports =
        reading.value().stream()
            .map(order -> EtradeOrders.report(account, order, reading.startedAt()))
            .filter(report -> !open || !report.status().isFinal())
            .filter(report -> isSince(report, since))
            .sorted(newestFirst())
            .toList();
    return new Reading<>(reports, reading.startedAt(), reading.complete());
  }

  private static boolean isSince(OrderReport report, @Nullable Instant since) {
    var submitted = report.submittedAt();
    return since == null || submitted == null || !submitted.isBefore(since);
  }

  /** By the time of the entry; ids tell those of one moment apart, since they grow. */
  private static Comparator<OrderReport> newestFirst() {
    Comparator<OrderReport> byTime =
        Comparator.comparing(
            report -> report.submittedAt() == null ? Instant.EPOCH : report.submittedAt());
    return byTime
        .thenComparing(report -> report.brokerOrderId().length())
        .thenComparing(OrderReport::brokerOrderId)
        .reversed();
  }

  /** Every page of the orders since a day; what is no order is left out. */
  private Reading<List<EtradeWire.Order>> orders(
      AccountKey account, Instant from, CallPriority priority) {
    var found = new ArrayList<EtradeWire.Order>();
    Set<String> ids = new HashSet<>();
    Set<String> markers = new HashSet<>();
    String marker = null;
    Instant startedAt = null;
    var last = EtradeFigures.dateOf(clock.instant()).plusDays(1);
    for (var page = 0; page < MOST_PAGES; page++) {
      var reading =
          client.listOrders(account.value(), EtradeFigures.dateOf(from), last, marker, priority);
      startedAt = startedAt == null ? reading.startedAt() : startedAt;
      var orders =
          reading.value().map(reply -> EtradeFigures.listed(reply.order())).orElse(List.of());
      for (var order : orders) {
        if (ids.add(EtradeOrders.id(order)) && !EtradeOrders.isOptionEvent(order)) {
          found.add(order);
        }
      }
      marker = reading.value().map(EtradeWire.Orders::marker).orElse(null);
      if (marker == null || marker.isBlank()) {
        return Reading.complete(List.copyOf(found), startedAt);
      }
      if (!markers.add(marker)) {
        throw new UnexpectedReply("E*TRADE answered with the same page of orders again");
      }
    }
    return new Reading<>(
        List.copyOf(found), startedAt == null ? clock.instant() : startedAt, false);
  }

  /** The newest of the chain of changes that an order belongs to. */
  Lookup lookUp(OrderRef order) {
    var id = order.brokerOrderId();
    if (id == null) {
      return byFingerprint(order);
    }
    var found = client.getOrder(order.account().value(), id);
    return found.value().isEmpty()
        ? new Lookup.Absent(found.startedAt())
        : new Lookup.Found(
            newest(
                order.account(),
                EtradeOrders.report(order.account(), found.value().get(), found.startedAt())));
  }

  private OrderReport newest(AccountKey account, OrderReport first) {
    var newest = first;
    for (var i = 0; i < LONGEST_CHAIN && newest.replacedBy() != null; i++) {
      var next = find(account, newest.replacedBy());
      if (next.isEmpty()) {
        return newest;
      }
      newest = next.get();
    }
    return newest;
  }

  /** The order of that very id, replaced or not. */
  Optional<OrderReport> find(AccountKey account, String orderId) {
    var found = client.getOrder(account.value(), orderId);
    return found.value().map(order -> EtradeOrders.report(account, order, found.startedAt()));
  }

  /** What all that an order replaced had filled, without its own. */
  BigDecimal filledBefore(OrderReport order) {
    var filled = BigDecimal.ZERO;
    var forerunner = order.replaces();
    for (var i = 0; i < LONGEST_CHAIN && forerunner != null; i++) {
      var earlier =
          find(order.account(), forerunner)
              .orElseThrow(() -> new UnexpectedReply("E*TRADE does not show a replaced order"));
      filled = filled.add(earlier.cumulativeQuantity());
      forerunner = earlier.replaces();
    }
    if (forerunner != null) {
      // What is not counted would be traded again.
      throw new UnexpectedReply("the chain of changes at E*TRADE is too long to be counted");
    }
    return filled;
  }

  private Lookup byFingerprint(OrderRef ref) {
    var order = ref.order();
    var sentAt = ref.sentAt();
    if (order == null || sentAt == null) {
      throw new Unsupported("E*TRADE finds an order by its id, or by what was sent and when");
    }
    var reading = candidates(order, sentAt, ref.knownBefore());
    if (!reading.complete()) {
      throw new UnexpectedReply("E*TRADE did not show all orders");
    }
    return switch (reading.value().size()) {
      case 0 -> new Lookup.Absent(reading.startedAt());
      case 1 -> new Lookup.Found(newest(ref.account(), reading.value().getFirst()));
      default -> new Lookup.Ambiguous(reading.value());
    };
  }

  /** The orders that look like one of ours and came after it was sent. */
  Reading<List<OrderReport>> candidates(NewOrder order, Instant sentAt, Set<String> knownBefore) {
    var earliest = sentAt.minus(CLOCK_TOLERANCE);
    var reading = orders(order.account(), earliest, CallPriority.CANCEL_AND_LOOKUP);
    return new Reading<>(
        reading.value().stream()
            .map(wire -> EtradeOrders.report(order.account(), wire, reading.startedAt()))
            .filter(report -> !knownBefore.contains(report.brokerOrderId()))
            .filter(report -> report.replaces() == null && isSince(report, earliest))
            .filter(report -> EtradeOrders.isSameOrder(order, report))
            .toList(),
        reading.startedAt(),
        reading.complete());
  }
}
