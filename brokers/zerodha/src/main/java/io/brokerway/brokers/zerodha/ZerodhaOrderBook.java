package io.brokerway.brokers.zerodha;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The orders of the day: Kite lists all of them in one reply, and no other. */
final class ZerodhaOrderBook {
  private final ZerodhaClient client;

  ZerodhaOrderBook(ZerodhaClient client) {
    this.client = client;
  }

  Reading<List<OrderReport>> list(AccountKey account, OrderQuery query) {
    var reply = client.getOrders(CallPriority.SYNC);
    // Kite lists the oldest first, and its times have whole seconds.
    var reports =
        reply.body().reversed().stream()
            .map(order -> report(account, order))
            .filter(report -> query.scope() == OrderQuery.Scope.ALL || !report.status().isFinal())
            .filter(report -> isSince(query, report))
            .sorted(Comparator.comparing(ZerodhaOrderBook::entered).reversed())
            .toList();
    return Reading.complete(reports, reply.startedAt());
  }

  private static Instant entered(OrderReport report) {
    return report.submittedAt() == null ? report.updatedAt() : report.submittedAt();
  }

  private static boolean isSince(OrderQuery query, OrderReport report) {
    return query.since() == null
        || report.submittedAt() == null
        || !report.submittedAt().isBefore(query.since().truncatedTo(ChronoUnit.SECONDS));
  }

  private static OrderReport report(AccountKey account, ZerodhaWire.Order order) {
    requireOwn(account, order);
    return ZerodhaOrders.report(account, order);
  }

  /** An order of another account is never told as one of this. */
  static void requireOwn(AccountKey account, ZerodhaWire.Order order) {
    var owner = order.accountId() == null ? order.userId() : order.accountId();
    if (owner != null && !owner.equals(account.value())) {
      throw new UnexpectedReply("Zerodha sent an order of another account");
    }
  }

  /** By Kite's id, else by the tag: several with one tag are none that may be adopted. */
  Lookup lookUp(OrderRef wanted) {
    var reply = client.getOrders(CallPriority.CANCEL_AND_LOOKUP);
    var found =
        reply.body().stream()
            .filter(order -> isWanted(order, wanted))
            .map(order -> report(wanted.account(), order))
            .toList();
    return switch (found.size()) {
      case 0 -> new Lookup.Absent(reply.startedAt());
      case 1 -> new Lookup.Found(found.getFirst());
      default -> new Lookup.Ambiguous(found);
    };
  }

  /** The very row of an order; null if the book has none, or several. */
  ZerodhaWire.@Nullable Order find(OrderRef wanted) {
    var found =
        client.getOrders(CallPriority.CANCEL_AND_LOOKUP).body().stream()
            .filter(order -> isWanted(order, wanted))
            .toList();
    return found.size() == 1 ? found.getFirst() : null;
  }

  private static boolean isWanted(ZerodhaWire.Order order, OrderRef wanted) {
    if (wanted.brokerOrderId() != null) {
      return wanted.brokerOrderId().equals(order.orderId());
    }
    if (wanted.clientOrderId() == null) {
      throw new Unsupported("Zerodha finds an order by its id or by our tag");
    }
    return wanted.clientOrderId().equals(order.tag());
  }
}
