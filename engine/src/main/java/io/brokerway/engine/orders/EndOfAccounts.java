package io.brokerway.engine.orders;

import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.connections.DisconnectGuard;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.orders.core.Input;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.TenantId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds back the end of accounts with open orders; before a forced one it cancels them, waits a
 * bounded while for proof, and leaves what stays unproven to a person. Thread-safe.
 */
final class EndOfAccounts implements DisconnectGuard {
  private static final Logger LOG = LoggerFactory.getLogger(EndOfAccounts.class);
  private static final int MOST_TOLD = 100;
  private static final int MOST_OPEN = 10_000;
  private static final long LOOK_NANOS = 20_000_000;
  private static final String WHY = "its connection was ended while it was not proven to be over";

  private final Database database;
  private final Venues venues;
  private final OrderJournal journal;
  private final OrderDesk desk;
  private final OrderSettings settings;
  private final SteadyClock clock;

  EndOfAccounts(
      Database database,
      Venues venues,
      OrderJournal journal,
      OrderDesk desk,
      OrderSettings settings,
      SteadyClock clock) {
    this.database = database;
    this.venues = venues;
    this.journal = journal;
    this.desk = desk;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public List<String> workingOrders(ConnectionRef connection, List<UUID> accounts) {
    return open(connection, accounts, MOST_TOLD).stream()
        .map(order -> order.id().toString())
        .toList();
  }

  @Override
  public void beforeForced(ConnectionRef connection, List<UUID> accounts) {
    for (var order : open(connection, accounts, MOST_OPEN)) {
      cancel(connection.owner().tenant(), order);
    }
    var deadline = clock.now().plus(settings.forcedEnd());
    while (clock.now().isBefore(deadline) && isAnyUndecided(connection, accounts)) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    for (var order : open(connection, accounts, MOST_OPEN)) {
      venues
          .find(order.account())
          .ifPresent(account ->
              journal.step(account, order.id(), null, new Input.Abandoned(WHY, clock.now())));
    }
  }

  /** A cancel of our own: each forced end asks anew, whatever became of earlier ones. */
  private void cancel(TenantId tenant, Open order) {
    var caller =
        new Caller(tenant, new UserId(order.user()), "system:disconnect", "forced disconnect");
    try {
      desk.cancel(caller, new CancelRequest(database.ids().next().toString(), order.id()));
    } catch (OrderException.NotOpen e) {
      LOG.debug("an order ended before its connection: order={}", order.id());
    } catch (OrderException | io.brokerway.engine.connections.ConnectionException e) {
      LOG.warn("an order was not canceled before its connection ended: order={}", order.id(), e);
    }
  }

  /** Whether waiting may still prove something: what needs a decision stays as it is. */
  private boolean isAnyUndecided(ConnectionRef connection, List<UUID> accounts) {
    return open(connection, accounts, MOST_OPEN).stream()
        .anyMatch(order -> order.base() != OrderState.NEEDS_DECISION);
  }

  private record Open(UUID id, UUID account, String user, OrderState base) {}

  private List<Open> open(ConnectionRef connection, List<UUID> accounts, int most) {
    return database.readSystem(tx ->
        tx.query(
            """
            SELECT id, account_id, user_id, base
              FROM orders
             WHERE tenant_id = ? AND account_id = ANY (?) AND open
             ORDER BY id
             LIMIT ?
            """,
            row ->
                new Open(
                    Columns.uuid(row, "id"),
                    Columns.uuid(row, "account_id"),
                    row.getString("user_id"),
                    OrderState.valueOf(row.getString("base"))),
            connection.owner().tenant(),
            accounts.toArray(UUID[]::new),
            most));
  }
}
