package io.brokerway.engine.portfolio;

import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of syncs. */
final class RunStore {

  void insert(Tx tx, AccountRef account, SyncRunView run, LastRun last) throws SQLException {
    tx.update(
        """
        INSERT INTO sync_run (
          tenant_id, account_id, run_id, connection_id, outcome, problem, recorded_at, finished_at,
          balance_at, balance_from, balance_until, balance_problem, positions_at, positions_from,
          positions_until, positions_problem, transactions_at, transactions_problem,
          position_count, positions_changed, transactions_added)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        account.tenant(),
        account.account(),
        run.id(),
        account.connection(),
        run.outcome(),
        run.problem(),
        run.startedAt(),
        run.finishedAt(),
        last.balance().at(),
        from(last.balance()),
        until(last.balance()),
        last.balance().problem(),
        last.positions().at(),
        from(last.positions()),
        until(last.positions()),
        last.positions().problem(),
        last.transactions().at(),
        last.transactions().problem(),
        run.positionCount(),
        run.positionsChanged(),
        run.transactionsAdded());
  }

  private static @Nullable Instant from(LastRun.Read read) {
    var span = read.span();
    return span == null ? null : span.from();
  }

  private static @Nullable Instant until(LastRun.Read read) {
    var span = read.span();
    return span == null ? null : span.until();
  }

  /** The newest first. */
  List<SyncRunView> list(Tx tx, AccountRef account, int limit) throws SQLException {
    return tx.query(
        """
        SELECT run_id, account_id, connection_id, outcome, problem, recorded_at, finished_at,
               position_count, positions_changed, transactions_added
          FROM sync_run
         WHERE tenant_id = ? AND account_id = ?
         ORDER BY run_number DESC
         LIMIT ?
        """,
        RunStore::read,
        account.tenant(),
        account.account(),
        limit);
  }

  private static SyncRunView read(ResultSet row) throws SQLException {
    return new SyncRunView(
        Columns.uuid(row, "run_id"),
        Columns.uuid(row, "account_id"),
        Columns.uuid(row, "connection_id"),
        SyncRunView.Outcome.valueOf(row.getString("outcome")),
        row.getString("problem"),
        Columns.instant(row, "recorded_at"),
        Columns.instant(row, "finished_at"),
        row.getInt("position_count"),
        row.getInt("positions_changed"),
        row.getInt("transactions_added"));
  }
}
