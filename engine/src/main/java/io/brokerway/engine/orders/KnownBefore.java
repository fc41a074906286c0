package io.brokerway.engine.orders;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.order.OrderIdentity;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.orders.OrderResult.Applied;
import io.brokerway.engine.orders.core.Command;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.storage.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The order ids that an account had at its broker before a place was sent, where only they tell the
 * new order from old ones: durable before the first byte, so that a restart can still tell. Without
 * them nothing is sent. Thread-safe.
 */
final class KnownBefore {
  /** An order that lasted longer still shows among the open ones. */
  private static final Duration LOOK_BACK = Duration.ofDays(2);

  private final Database database;
  private final Venues venues;

  /** They could not be read: nothing was sent. */
  static final class Unread extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unread(RuntimeException cause) {
      super("the orders before the send could not be read: " + cause.getMessage(), cause);
    }
  }

  KnownBefore(Database database, Venues venues) {
    this.database = database;
    this.venues = venues;
  }

  /** Whether a broker knows its orders by no id that we choose. */
  static boolean isNeeded(AccountRef account) {
    var identity = account.capabilities().get().orderIdentity();
    return identity != null && identity.recovery() == OrderIdentity.Recovery.FINGERPRINT_ONLY;
  }

  /**
   * Reads and keeps them for an attempt that is about to send.
   *
   * @throws Unread if the broker does not tell them
   */
  void keep(Applied order, Command command) {
    var ids = read(order, command).toArray(String[]::new);
    var row = order.order();
    database.inSystem(tx ->
        Attempts.saveKnown(tx, row.tenant(), row.id(), command.number(), command.attempts(), ids));
  }

  private Collection<String> read(Applied order, Command command) {
    var account = order.account();
    try {
      var broker = venues.broker(account.connection());
      var since = order.order().createdAt().minus(LOOK_BACK);
      return Stream.of(OrderQuery.open(), OrderQuery.allSince(since))
          .flatMap(query -> broker.fetchOrders(account.brokerKey(), query).value().stream())
          .flatMap(KnownBefore::withLegs)
          .map(OrderReport::brokerOrderId)
          .collect(Collectors.toCollection(java.util.TreeSet::new));
    } catch (BrokerException | ConnectionException e) {
      throw new Unread(e);
    }
  }

  private static Stream<OrderReport> withLegs(OrderReport report) {
    return Stream.concat(Stream.of(report), report.legs().stream().flatMap(KnownBefore::withLegs));
  }

  /** Those of the latest attempt to place an order; empty if they were not needed. */
  Set<String> of(Applied order) {
    return isNeeded(order.account())
        ? database.readSystem(tx -> Attempts.known(tx, order.order().tenant(), order.order().id()))
        : Set.of();
  }
}
