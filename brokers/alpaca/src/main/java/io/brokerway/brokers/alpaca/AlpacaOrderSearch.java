package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The orders that Alpaca has: lists, look-ups, chains of replaces. Changes nothing. */
final class AlpacaOrderSearch {
  private static final int LONGEST_CHAIN = 50;
  private static final int MOST_ORDER_PAGES = 200;

  private final AlpacaClient client;
  private final Clock clock;

  AlpacaOrderSearch(AlpacaClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  Reading<List<OrderReport>> list(AccountKey account, OrderQuery query) {
    var status =
        switch (query.scope()) {
          case OPEN -> "open";
          case ALL -> "all";
        };
    var pages = new OrderPages(status, query.since());
    pages.read();
    var reports = pages.orders.stream().map(order -> AlpacaOrders.report(account, order)).toList();
    return new Reading<>(reports, pages.startedAt(), pages.complete);
  }

  /** Reads the list of orders page by page, the newest first. */
  private final class OrderPages {
    private final String status;
    private final @Nullable Instant since;
    private final List<AlpacaWire.Order> orders = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private @Nullable Instant startedAt;
    private boolean complete;

    OrderPages(String status, @Nullable Instant since) {
      this.status = status;
      this.since = since;
    }

    void read() {
      String last = null;
      for (var page = 0; page < MOST_ORDER_PAGES && !complete; page++) {
        var reply = client.getOrders(status, AlpacaFigures.justBefore(since), last);
        startedAt = startedAt == null ? reply.startedAt() : startedAt;
        var before = seen.size();
        last = add(reply.body());
        complete |= reply.body().size() < AlpacaClient.ORDERS_PER_PAGE;
        if (seen.size() == before && !complete) {
          // No progress: what is missing is not gone.
          return;
        }
      }
    }

    private @Nullable String add(List<AlpacaWire.Order> page) {
      String last = null;
      for (var order : page) {
        if (isTooOld(order)) {
          complete = true;
        } else if (order.id() != null && seen.add(order.id())) {
          orders.add(order);
        }
        last = order.id();
      }
      return last;
    }

    private boolean isTooOld(AlpacaWire.Order order) {
      return since != null
          && order.submittedAt() != null
          && AlpacaFigures.instant("order.submitted_at", order.submittedAt()).isBefore(since);
    }

    Instant startedAt() {
      return startedAt == null ? clock.instant() : startedAt;
    }
  }

  /** The newest of the chain of replaces that an order belongs to. */
  Lookup lookUp(OrderRef order) {
    var found = find(order);
    return found.body().isPresent()
        ? new Lookup.Found(AlpacaOrders.report(order.account(), newest(found.body().get())))
        : new Lookup.Absent(found.startedAt());
  }

  /** The order of that very id, replaced or not. */
  AlpacaClient.Reply<Optional<AlpacaWire.Order>> find(OrderRef order) {
    if (order.brokerOrderId() != null) {
      var byId = client.getOrder(order.brokerOrderId());
      if (byId.body().isPresent() || order.clientOrderId() == null) {
        return byId;
      }
    }
    if (order.clientOrderId() == null) {
      throw new Unsupported("Alpaca finds an order by its id or by ours");
    }
    return client.getOrderByClientOrderId(order.clientOrderId());
  }

  /** The end of the chain of replaces that an order began. */
  AlpacaWire.Order newest(AlpacaWire.Order order) {
    var newest = order;
    for (var i = 0; i < LONGEST_CHAIN && newest.replacedBy() != null; i++) {
      var next = client.getOrder(newest.replacedBy()).body();
      if (next.isEmpty()) {
        return newest;
      }
      newest = next.get();
    }
    return newest;
  }

  /**
   * What all that an order replaced had filled, without its own.
   *
   * @throws UnexpectedReply if that cannot be told in full
   */
  BigDecimal filledBefore(AlpacaWire.Order order) {
    var filled = BigDecimal.ZERO;
    var forerunner = order.replaces();
    for (var i = 0; i < LONGEST_CHAIN && forerunner != null; i++) {
      var earlier =
          client
              .getOrder(forerunner)
              .body()
              .orElseThrow(() -> new UnexpectedReply("Alpaca does not show a replaced order"));
      filled = filled.add(filledOf(earlier));
      forerunner = earlier.replaces();
    }
    if (forerunner != null) {
      // What is not counted would be traded again.
      throw new UnexpectedReply("the chain of replaces at Alpaca is too long to be counted");
    }
    return filled;
  }

  static BigDecimal filledOf(AlpacaWire.Order order) {
    var filled = AlpacaFigures.figure("order.filled_qty", order.filledQty());
    return filled == null ? BigDecimal.ZERO : filled;
  }
}
