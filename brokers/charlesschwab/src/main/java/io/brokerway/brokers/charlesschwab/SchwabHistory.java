package io.brokerway.brokers.charlesschwab;

import static io.brokerway.brokers.charlesschwab.SchwabFigures.instant;
import static io.brokerway.brokers.charlesschwab.SchwabFigures.orZero;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionPage;
import io.brokerway.broker.account.TransactionQuery;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The transactions of an account. Schwab has no pages: a span that is full is halved until it is
 * not. A fill is known by its order and how much of that was filled with it, which the order tells.
 */
final class SchwabHistory {
  /** Less than the year that one request may span. */
  static final Duration FURTHEST_BACK = Duration.ofDays(364);

  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final Duration SHORTEST_SPAN = Duration.ofSeconds(2);

  private final SchwabClient client;
  private final Clock clock;

  SchwabHistory(SchwabClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  Reading<TransactionPage> read(AccountKey account, TransactionQuery query) {
    var now = clock.instant();
    var furthest = now.minus(FURTHEST_BACK);
    var since = query.since();
    var from = since == null || since.isBefore(furthest) ? furthest : since.minusSeconds(1);
    var rows = new ArrayList<SchwabWire.Transaction>();
    var startedAt = collect(account, from, now.plus(SKEW), rows);
    rows.removeIf(row -> !SchwabTransactions.moves(row));
    rows.sort(Comparator.comparing(row -> instant("time", row.time())));
    var cumulative = cumulative(account, rows, from);
    var transactions = new ArrayList<Transaction>();
    for (var row : rows) {
      transactions.add(SchwabTransactions.transaction(row, cumulative.get(row)));
    }
    return Reading.complete(new TransactionPage(transactions, null), startedAt);
  }

  private Instant collect(
      AccountKey account, Instant from, Instant to, List<SchwabWire.Transaction> rows) {
    var reply = client.getTransactions(account, from, to, SchwabTransactions.TYPES);
    if (reply.body().size() < SchwabClient.MOST_TRANSACTIONS) {
      rows.addAll(reply.body());
      return reply.startedAt();
    }
    var span = Duration.between(from, to);
    if (span.compareTo(SHORTEST_SPAN) < 0) {
      throw new UnexpectedReply("Schwab has more transactions in a second than it lists");
    }
    var middle = from.plus(span.dividedBy(2));
    var startedAt = collect(account, from, middle, rows);
    collect(account, middle.plusMillis(1), to, rows);
    return startedAt;
  }

  /** How much of its order was filled with each trade, as far as the orders tell. */
  private Map<SchwabWire.Transaction, BigDecimal> cumulative(
      AccountKey account, List<SchwabWire.Transaction> rows, Instant from) {
    var byOrder =
        rows.stream()
            .filter(row -> row.orderId() != null && SchwabTransactions.security(row) != null)
            .collect(Collectors.groupingBy(row -> Long.toString(row.orderId())));
    var known = new HashMap<SchwabWire.Transaction, BigDecimal>();
    if (byOrder.isEmpty()) {
      return known;
    }
    var fills = new HashMap<String, List<SchwabOrders.Fill>>();
    for (var order : client.getOrders(account, from, clock.instant().plus(SKEW)).body()) {
      addFills(fills, order);
    }
    byOrder.forEach((id, trades) -> {
      var told = fills.containsKey(id) ? fills.get(id) : asked(account, id);
      match(trades, new ArrayList<>(told), known);
    });
    return known;
  }

  private static void addFills(Map<String, List<SchwabOrders.Fill>> fills, SchwabWire.Order order) {
    if (order.orderId() != null && order.orderLegCollection() != null) {
      fills.put(SchwabOrders.id(order), SchwabOrders.fills(order));
    }
    var children = order.childOrderStrategies();
    if (children != null) {
      children.forEach(child -> addFills(fills, child));
    }
  }

  /** An order that was entered before the span. */
  private List<SchwabOrders.Fill> asked(AccountKey account, String id) {
    return client.getOrder(account, id).body().map(SchwabOrders::fills).orElse(List.of());
  }

  /** Each trade takes the first fill of its quantity, price and second that is left. */
  private static void match(
      List<SchwabWire.Transaction> trades,
      List<SchwabOrders.Fill> fills,
      Map<SchwabWire.Transaction, BigDecimal> known) {
    for (var trade : trades) {
      fills.stream()
          .filter(fill -> isOf(fill, trade))
          .findFirst()
          .ifPresent(fill -> {
            known.put(trade, fill.cumulative());
            fills.remove(fill);
          });
    }
  }

  private static boolean isOf(SchwabOrders.Fill fill, SchwabWire.Transaction trade) {
    var item = SchwabTransactions.security(trade);
    return item != null
        && orZero(item.amount()).abs().compareTo(fill.quantity()) == 0
        && orZero(item.price()).compareTo(fill.price()) == 0
        && instant("time", trade.time()).equals(fill.at());
  }
}
