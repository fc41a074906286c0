package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The orders that Coinbase has: lists and look-ups. Changes nothing. */
final class CoinbaseOrderSearch {
  private static final int MOST_PAGES = 400;

  /** Of open orders Coinbase lists so many and no more. */
  private static final int MOST_OPEN = 1_000;

  /** How far the broker's clock may be behind ours. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** {@code OPEN} stands alone, and has none of these. */
  private static final List<String> OPEN = List.of("OPEN");

  private static final List<String> UNDER_WAY =
      List.of("PENDING", "QUEUED", "CANCEL_QUEUED", "EDIT_QUEUED");

  private final CoinbaseClient client;
  private final Clock clock;

  CoinbaseOrderSearch(CoinbaseClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  Reading<List<OrderReport>> list(AccountKey account, OrderQuery query) {
    var found = new LinkedHashMap<String, OrderReport>();
    var asked =
        switch (query.scope()) {
          case OPEN -> List.of(UNDER_WAY, OPEN);
          case ALL -> List.of(List.<String>of());
        };
    var startedAt = clock.instant();
    var complete = true;
    for (var i = 0; i < asked.size(); i++) {
      var pages = new Pages(asked.get(i), query.since(), CallPriority.INTERACTIVE);
      var orders = pages.all();
      startedAt = i == 0 ? pages.startedAt : startedAt;
      complete &= !asked.get(i).equals(OPEN) || orders.size() < MOST_OPEN;
      // An order that moved on between the two lists is kept as it was seen last.
      orders.forEach(order -> {
        var report = CoinbaseOrders.report(account, order);
        found.put(report.brokerOrderId(), report);
      });
    }
    var reports =
        found.values().stream()
            .filter(report -> isWanted(report, query))
            .sorted(
                Comparator.comparing(
                        OrderReport::submittedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .reversed())
            .toList();
    return new Reading<>(reports, startedAt, complete);
  }

  private static boolean isWanted(OrderReport report, OrderQuery query) {
    var since = query.since();
    var submitted = report.submittedAt();
    var recent = since == null || submitted == null || !submitted.isBefore(since);
    return recent && (query.scope() == OrderQuery.Scope.ALL || !report.status().isFinal());
  }

  Lookup lookUp(OrderRef order) {
    var found = find(order);
    return found.body().isPresent()
        ? new Lookup.Found(CoinbaseOrders.report(order.account(), found.body().get()))
        : new Lookup.Absent(found.startedAt());
  }

  CoinbaseClient.Reply<Optional<CoinbaseWire.Order>> find(OrderRef order) {
    var id = order.brokerOrderId();
    if (id != null) {
      return client.getOrder(id);
    }
    var ours = order.clientOrderId();
    if (ours == null) {
      throw new Unsupported("Coinbase finds an order by its id or by ours");
    }
    return byClientOrderId(ours, order.sentAt());
  }

  @Nullable String idOf(OrderRef order) {
    return find(order).body().map(CoinbaseWire.Order::orderId).orElse(null);
  }

  /** The order of our id, from the list: there is no call for one. */
  CoinbaseClient.Reply<Optional<CoinbaseWire.Order>> byClientOrderId(
      String clientOrderId, @Nullable Instant sentAt) {
    var since = sentAt == null ? null : sentAt.minus(CLOCK_SKEW);
    var pages = new Pages(List.of(), since, CallPriority.CANCEL_AND_LOOKUP);
    var found =
        pages.all().stream()
            .filter(order -> clientOrderId.equals(order.clientOrderId()))
            .findFirst();
    return new CoinbaseClient.Reply<>(found, pages.startedAt);
  }

  /** Reads a list of orders page by page, all of them or none. */
  private final class Pages {
    private final List<String> statuses;
    private final @Nullable Instant since;
    private final CallPriority priority;
    private Instant startedAt = clock.instant();

    Pages(List<String> statuses, @Nullable Instant since, CallPriority priority) {
      this.statuses = statuses;
      this.since = since;
      this.priority = priority;
    }

    List<CoinbaseWire.Order> all() {
      var orders = new ArrayList<CoinbaseWire.Order>();
      var cursors = new HashSet<String>();
      String cursor = null;
      for (var page = 0; page < MOST_PAGES; page++) {
        var reply = client.listOrders(statuses, since, cursor, priority);
        startedAt = page == 0 ? reply.startedAt() : startedAt;
        var listed = reply.body().orders();
        if (listed == null) {
          throw CoinbaseFigures.missing("orders");
        }
        orders.addAll(listed);
        cursor = reply.body().cursor();
        if (!Boolean.TRUE.equals(reply.body().hasNext())) {
          return orders;
        }
        if (cursor == null || !cursors.add(cursor)) {
          throw new UnexpectedReply("Coinbase says that more orders follow, and not where");
        }
      }
      throw new UnexpectedReply("the list of orders at Coinbase has no end");
    }
  }
}
