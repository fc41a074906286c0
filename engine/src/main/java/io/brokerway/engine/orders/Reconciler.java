package io.brokerway.engine.orders;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.KillPoint;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.engine.connections.BrokerFeed;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.orders.OrderResult.Applied;
import io.brokerway.engine.orders.OrderWrite.Locator;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.Effect;
import io.brokerway.engine.orders.core.Input;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes our orders agree with the broker's: settles what is unknown, hears the streams, reads open
 * orders when there is none, and at every start goes through all that is not final. There is no
 * other way to start. Thread-safe.
 */
final class Reconciler implements BrokerFeed, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
  private static final Duration GAP_OVERLAP = Duration.ofMinutes(1);
  private static final Duration LOOK_BACK = Duration.ofDays(7);
  private static final int MOST_AT_START = 100_000;

  private final Database database;
  private final Venues venues;
  private final OrderJournal journal;
  private final Resolver resolver;
  private final OrderSettings settings;
  private final SteadyClock clock;
  private final Timers timers;
  private final ReadFills fills;
  private final Map<UUID, Instant> polledAt = new ConcurrentHashMap<>();
  private final Set<String> awaited = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Reconciler(
      Database database,
      Venues venues,
      OrderJournal journal,
      Resolver resolver,
      OrderSettings settings,
      SteadyClock clock,
      Timers timers) {
    this.database = database;
    this.venues = venues;
    this.journal = journal;
    this.resolver = resolver;
    this.settings = settings;
    this.clock = clock;
    this.timers = timers;
    this.fills = new ReadFills(venues);
    journal.onApplied(this::followUp);
  }

  /** Goes through everything that a process before this one left open. */
  void recover() {
    for (var row : unresolved()) {
      var account = venues.find(row.account()).orElse(null);
      if (account == null) {
        LOG.warn("an open command's account is gone: order={}", row.order());
        continue;
      }
      if (row.command().state() == CommandState.SENDING) {
        // Its attempt has no outcome: ambiguous, never failed.
        journal.step(
            account, row.order(), null, new Input.Orphaned(row.command().number(), clock.now()));
      } else {
        // An input that changes nothing shows the order, and what is unknown is watched.
        journal.step(account, row.order(), null, new Input.Orphaned(0, clock.now()));
      }
    }
    for (var account : accountsWithOpenOrders().keySet()) {
      timers.soon(() -> poll(account));
    }
    if (settings.cancelLateArrivals()) {
      for (var late : lateArrivals()) {
        venues
            .find(late.account())
            .ifPresent(account ->
                timers.soon(() -> resolver.cancelLate(account, late.order(), late.link())));
      }
    }
    for (var name : unexplained()) {
      venues.find(name.account()).ifPresent(account -> await(account, name.order(), name.link()));
    }
  }

  private List<CommandRow> unresolved() {
    return database.readSystem(tx ->
        tx.query(
            "SELECT "
                + CommandTable.COLUMNS
                + """
                 FROM order_command
                WHERE state IN ('SENDING', 'UNKNOWN', 'ACCEPTED', 'NEEDS_DECISION')
                ORDER BY account_id, order_id, number
                LIMIT ?
                """,
            CommandTable::read,
            MOST_AT_START));
  }

  private record Unexplained(UUID account, UUID order, String link) {}

  /** Late arrivals that a process before this one did not get to cancel. */
  private List<Unexplained> lateArrivals() {
    return database.readSystem(tx ->
        tx.query(
            """
            SELECT late.account_id, late.id, link.broker_order_id
              FROM orders AS late
              JOIN order_link AS link
                ON link.tenant_id = late.tenant_id AND link.order_id = late.id
             WHERE late.late_arrival AND NOT late.open AND late.updated_at > ?
               AND (link.status IS NULL
                    OR link.status NOT IN ('FILLED', 'CANCELED', 'REPLACED', 'REJECTED', 'EXPIRED'))
               AND NOT EXISTS (SELECT
                                 FROM order_attempt AS attempt
                                WHERE attempt.tenant_id = late.tenant_id
                                  AND attempt.order_id = late.id
                                  AND attempt.command = ?
                                  AND attempt.outcome = 'ACCEPTED')
             ORDER BY late.account_id, late.id
             LIMIT ?
            """,
            row ->
                new Unexplained(
                    Columns.uuid(row, "account_id"),
                    Columns.uuid(row, "id"),
                    row.getString("broker_order_id")),
            clock.now().minus(LOOK_BACK),
            Attempts.OWN_COMMAND,
            MOST_AT_START));
  }

  private List<Unexplained> unexplained() {
    return database.readSystem(tx ->
        tx.query(
            """
            SELECT account_id, id, broker_order_id
              FROM orders
             WHERE reported > booked AND broker_order_id IS NOT NULL
               AND updated_at > ?
             ORDER BY account_id, id
             LIMIT ?
            """,
            row ->
                new Unexplained(
                    Columns.uuid(row, "account_id"),
                    Columns.uuid(row, "id"),
                    row.getString("broker_order_id")),
            clock.now().minus(LOOK_BACK),
            MOST_AT_START));
  }

  /** The accounts with orders that the broker may have, and since when the oldest is open. */
  private Map<UUID, Instant> accountsWithOpenOrders() {
    var accounts = new java.util.LinkedHashMap<UUID, Instant>();
    database.readSystem(tx ->
        tx.query(
            """
            SELECT account_id, min(created_at) AS since
              FROM orders
             WHERE open AND base <> 'PENDING_NEW'
             GROUP BY account_id
             ORDER BY account_id
             LIMIT ?
            """,
            row -> accounts.put(Columns.uuid(row, "account_id"), Columns.instant(row, "since")),
            MOST_AT_START));
    return accounts;
  }

  /** Reads the open orders of the accounts whose turn it is. */
  void pollDue() {
    for (var account : accountsWithOpenOrders().keySet()) {
      var ref = venues.find(account).orElse(null);
      if (ref == null || !venues.problemOf(ref.connectionRef()).isEmpty()) {
        continue;
      }
      var every =
          venues.isStreamUp(ref.connection()) ? settings.openPollWithStream() : settings.openPoll();
      var last = polledAt.get(account);
      if (last == null || !clock.now().isBefore(last.plus(every))) {
        polledAt.put(account, clock.now());
        timers.soon(() -> poll(account));
      }
    }
  }

  private void poll(UUID accountId) {
    var account = venues.find(accountId).orElse(null);
    if (closed || account == null) {
      return;
    }
    try {
      var reading =
          venues.broker(account.connection()).fetchOrders(account.brokerKey(), OrderQuery.open());
      KillPoint.K11.reached();
      var seen = new HashSet<String>();
      for (var report : reading.value()) {
        seen.add(report.brokerOrderId());
        report(account, report);
      }
      for (var order : openAtBroker(accountId)) {
        if (!seen.contains(order.link())) {
          // Not in the list is no state: it may be final, or the list may be late. Ask for it.
          resolver.ask(account, order.order(), order.link());
        }
      }
    } catch (BrokerException.Unsupported e) {
      for (var order : openAtBroker(accountId)) {
        resolver.ask(account, order.order(), order.link());
      }
    } catch (BrokerException | ConnectionException e) {
      LOG.info("open orders were not read: account={} why={}", accountId, e.getMessage());
    }
  }

  private List<Unexplained> openAtBroker(UUID account) {
    return database.readSystem(tx ->
        tx.query(
            """
            SELECT account_id, id, broker_order_id
              FROM orders
             WHERE account_id = ? AND open AND broker_order_id IS NOT NULL
             ORDER BY id
             LIMIT ?
            """,
            row ->
                new Unexplained(account, Columns.uuid(row, "id"), row.getString("broker_order_id")),
            account,
            MOST_AT_START));
  }

  private void report(AccountRef account, OrderReport report) {
    journal.write(
        new OrderWrite.Steps(
            account,
            new Locator.ByBroker(
                report.brokerOrderId(), report.replaces(), report.clientOrderId(), report),
            List.of(new Input.Reported(report, clock.now())),
            null));
    for (var leg : report.legs()) {
      if (!leg.brokerOrderId().equals(report.brokerOrderId())) {
        report(account, leg);
      }
    }
  }

  @Override
  public void onOrder(ConnectionRef connection, OrderReport report) {
    account(connection, report.account()).forEach(account -> report(account, report));
  }

  @Override
  public void onExecution(ConnectionRef connection, Execution execution) {
    account(connection, execution.account()).forEach(account -> execution(account, execution));
  }

  private void execution(AccountRef account, Execution execution) {
    if (book(account, execution) instanceof OrderResult.Missing) {
      // A fill of an order that we do not know yet: it is imported first, never dropped.
      var found =
          venues
              .broker(account.connection())
              .findOrder(OrderRef.byBrokerOrderId(account.brokerKey(), execution.brokerOrderId()));
      if (found instanceof Lookup.Found known) {
        report(account, known.report());
      }
      if (book(account, execution) instanceof OrderResult.Missing) {
        throw new BrokerException.Unavailable(
            "the broker told of a fill and does not show its order " + execution.brokerOrderId());
      }
    }
  }

  private OrderResult book(AccountRef account, Execution execution) {
    return journal.write(
        new OrderWrite.Steps(
            account,
            new Locator.ByBroker(execution.brokerOrderId(), null, null, null),
            List.of(
                new Input.Executed(
                    execution, account.capabilities().get().fillIdentity(), clock.now())),
            null));
  }

  @Override
  public void onGap(ConnectionRef connection, Instant since) {
    resolver.gap(connection.connection());
    for (var account : venues.ofConnection(connection.connection())) {
      try {
        var reading =
            venues
                .broker(connection.connection())
                .fetchOrders(account.brokerKey(), OrderQuery.allSince(startOfGap(account, since)));
        KillPoint.K11.reached();
        reading.value().forEach(report -> report(account, report));
        // Of orders that are not in the list nothing is known: their fills are the sync's alone.
        fills.since(account, since.minus(GAP_OVERLAP)).forEach(fill -> book(account, fill));
      } catch (BrokerException.Unsupported e) {
        timers.soon(() -> poll(account.account()));
      }
    }
  }

  /** An order placed before the gap may have changed in it: from the oldest open one on. */
  private Instant startOfGap(AccountRef account, Instant since) {
    var oldest = accountsWithOpenOrders().getOrDefault(account.account(), since);
    return (oldest.isBefore(since) ? oldest : since).minus(GAP_OVERLAP);
  }

  private List<AccountRef> account(ConnectionRef connection, AccountKey key) {
    var account = venues.byKey(connection.connection(), key);
    if (account.isEmpty()) {
      LOG.error(
          "the broker speaks of an account that is not of this connection: connection={}",
          connection.connection());
    }
    return account.stream().toList();
  }

  private void followUp(Applied applied) {
    resolver.follow(applied);
    var asks = new ArrayList<String>();
    for (var effect : applied.effects()) {
      switch (effect) {
        case Effect.AwaitExecutions awaitExecutions ->
            await(applied.account(), applied.order().id(), awaitExecutions.brokerOrderId());
        case Effect.AskBroker ask -> asks.add(ask.why());
        case Effect.Alarm alarm ->
            LOG.error("alarm: {} order={}", alarm.what(), applied.order().id());
        case Effect.CancelLate late -> {
          if (settings.cancelLateArrivals()) {
            timers.soon(() ->
                resolver.cancelLate(applied.account(), applied.order().id(), late.brokerOrderId()));
          }
        }
        case Effect.Tell _, Effect.Book _ -> {
          // Done inside the transaction.
        }
      }
    }
    var link = applied.order().life().brokerOrderId();
    if (!asks.isEmpty() && link != null) {
      timers.after(
          settings.recovery().between(),
          () -> resolver.ask(applied.account(), applied.order().id(), link));
    }
  }

  private void await(AccountRef account, UUID order, @Nullable String link) {
    var name = order + "|" + link;
    if (link == null || !awaited.add(name)) {
      return;
    }
    timers.after(
        settings.executionWait(),
        () -> {
          awaited.remove(name);
          if (closed) {
            return;
          }
          readFills(account, order);
          journal.step(
              account,
              order,
              null,
              new Input.Unexplained(
                  link, account.capabilities().get().fillIdentity(), "order report", clock.now()));
        });
  }

  /** What the broker's own list of fills tells goes before what only its count gives. */
  private void readFills(AccountRef account, UUID order) {
    var known =
        database.readSystem(tx ->
            tx.query(
                """
                SELECT link.broker_order_id, orders.created_at
                  FROM order_link AS link
                  JOIN orders ON orders.tenant_id = link.tenant_id AND orders.id = link.order_id
                 WHERE link.tenant_id = ? AND link.order_id = ? AND orders.reported > orders.booked
                 ORDER BY link.ordinal
                 LIMIT ?
                """,
                row ->
                    Map.entry(row.getString("broker_order_id"), Columns.instant(row, "created_at")),
                account.tenant(),
                order,
                MOST_AT_START));
    if (known.isEmpty()) {
      return;
    }
    var ids = new HashSet<String>();
    known.forEach(each -> ids.add(each.getKey()));
    var since = known.getFirst().getValue().minus(GAP_OVERLAP);
    for (var fill : fills.since(account, since)) {
      if (ids.contains(fill.brokerOrderId())) {
        book(account, fill);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
