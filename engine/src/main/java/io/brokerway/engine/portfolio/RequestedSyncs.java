package io.brokerway.engine.portfolio;

import io.brokerway.broker.BrokerException;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Syncs that clients ask for, at most one an hour and account unless forced. The regular syncs do
 * not count, nor does one that failed. Durable; thread-safe.
 */
public final class RequestedSyncs {
  public static final Duration LEAST_GAP = Duration.ofHours(1);

  private final Database database;
  private final Connections connections;
  private final Accounts accounts;
  private final Sync sync;

  public RequestedSyncs(Database database, Connections connections, Accounts accounts, Sync sync) {
    this.database = database;
    this.connections = connections;
    this.accounts = accounts;
    this.sync = sync;
  }

  /** The time that a request took the account's turn at, and that of the request before. */
  private record Turn(Instant at, @Nullable Instant before) {}

  /**
   * Syncs an account now and waits for it.
   *
   * @param force although one was asked for within the hour
   * @throws SyncTooSoon unless forced
   * @throws BrokerException.LoginNeeded if the connection waits for its user
   * @throws BrokerException.Unavailable if the broker could not be read
   */
  public SyncRunView sync(AccountRef account, boolean force) {
    var turn = database.inTenant(account.tenant(), tx -> take(tx, account, force));
    try {
      return run(account);
    } catch (RuntimeException e) {
      giveBack(account, turn, e);
      throw e;
    }
  }

  private void giveBack(AccountRef account, Turn turn, RuntimeException failure) {
    try {
      database.inTenant(account.tenant(), tx -> giveBack(tx, account, turn));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private SyncRunView run(AccountRef account) {
    var run =
        sync.sync(account.connection()).runs().stream()
            .filter(one -> one.account().equals(account.account()))
            .findFirst()
            .orElseThrow(
                () -> new ConnectionException.NotFound("there is no account " + account.account()));
    if (run.outcome() != SyncRunView.Outcome.FAILED) {
      return run;
    }
    if (!connections.state(account.connection()).isOpen()) {
      throw new BrokerException.LoginNeeded("the connection waits for its user to log in");
    }
    throw new BrokerException.Unavailable(run.problem());
  }

  private Turn take(Tx tx, AccountRef account, boolean force) throws SQLException {
    // PostgreSQL keeps microseconds: what is compared later must not be finer.
    var now = database.clock().instant().truncatedTo(ChronoUnit.MICROS);
    // Two requests at once queue at the account's row.
    if (!accounts.store().lock(tx, account.tenant(), account.account())) {
      throw new ConnectionException.NotFound("there is no account " + account.account());
    }
    var before = last(tx, account);
    var free = before.map(at -> at.plus(LEAST_GAP)).filter(now::isBefore);
    if (free.isPresent() && !force) {
      throw new SyncTooSoon(Duration.between(now, free.get()));
    }
    save(tx, account, now);
    return new Turn(now, before.orElse(null));
  }

  private boolean giveBack(Tx tx, AccountRef account, Turn turn) throws SQLException {
    if (!last(tx, account).filter(turn.at()::equals).isPresent()) {
      return false;
    }
    if (turn.before() != null) {
      save(tx, account, turn.before());
      return true;
    }
    return tx.update(
            "DELETE FROM requested_sync WHERE tenant_id = ? AND account_id = ?",
            account.tenant(),
            account.account())
        == 1;
  }

  private static Optional<Instant> last(Tx tx, AccountRef account) throws SQLException {
    return tx.first(
        "SELECT requested_at FROM requested_sync WHERE tenant_id = ? AND account_id = ?",
        row -> Columns.instant(row, "requested_at"),
        account.tenant(),
        account.account());
  }

  private static void save(Tx tx, AccountRef account, Instant at) throws SQLException {
    tx.update(
        """
        INSERT INTO requested_sync (tenant_id, account_id, requested_at)
        VALUES (?, ?, ?)
        ON CONFLICT (tenant_id, account_id) DO UPDATE SET requested_at = EXCLUDED.requested_at
        """,
        account.tenant(),
        account.account(),
        at);
  }
}
