package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.engine.connections.ConnectionState;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.InstrumentText;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last good balance and positions of accounts. */
final class FigureStore {
  // The newest run is the one with the highest number, in whichever month's partition it is. It is
  // read in one statement with the figures, so that both are of one sync.
  private static final String NEWEST_RUN =
      """
       FROM account AS a
       JOIN connection AS c ON c.tenant_id = a.tenant_id AND c.connection_id = a.connection_id
       LEFT JOIN LATERAL (
            SELECT run_number, problem AS run_problem, finished_at, balance_at, balance_from,
                   balance_until, balance_problem, positions_at, positions_from, positions_until,
                   positions_problem, transactions_at, transactions_problem
              FROM sync_run
             WHERE tenant_id = a.tenant_id AND account_id = a.account_id
             ORDER BY run_number DESC
             LIMIT 1) AS r ON TRUE
      """;
  private static final String RUN_COLUMNS =
      """
      c.state AS connection_state, r.run_number, r.run_problem, r.finished_at, r.balance_at,
      r.balance_from, r.balance_until, r.balance_problem, r.positions_at, r.positions_from,
      r.positions_until, r.positions_problem, r.transactions_at, r.transactions_problem\
      """;

  /** A balance with the run that says how good it is. */
  record BalanceRow(ConnectionState connection, LastRun run, @Nullable Balance balance) {
    static final BalanceRow NONE = new BalanceRow(ConnectionState.PENDING, LastRun.NONE, null);
  }

  /** Positions with the run that says how good they are. */
  record PositionRows(ConnectionState connection, LastRun run, List<Position> positions) {}

  BalanceRow balance(Tx tx, TenantId tenant, UUID account) throws SQLException {
    return tx.first(
            "SELECT "
                + RUN_COLUMNS
                + ", "
                + BalanceColumns.NAMES.replace("currency, cash", "b.currency, cash")
                + NEWEST_RUN
                + """
                 LEFT JOIN balance AS b
                   ON b.tenant_id = a.tenant_id AND b.account_id = a.account_id
                WHERE a.tenant_id = ? AND a.account_id = ?
                """,
            row ->
                new BalanceRow(
                    ConnectionState.valueOf(row.getString("connection_state")),
                    run(row),
                    row.getString("currency") == null ? null : BalanceColumns.read(row)),
            tenant,
            account)
        .orElse(BalanceRow.NONE);
  }

  PositionRows positions(Tx tx, TenantId tenant, UUID account) throws SQLException {
    var positions = new ArrayList<Position>();
    var head =
        tx.query(
            "SELECT "
                + RUN_COLUMNS
                + """
                , p.instrument, p.lot, p.quantity, p.available, p.average_price, p.cost_basis,
                p.current_price, p.market_value, p.unrealized_profit, p.previous_close
                """
                + NEWEST_RUN
                + """
                 LEFT JOIN position AS p
                   ON p.tenant_id = a.tenant_id AND p.account_id = a.account_id
                WHERE a.tenant_id = ? AND a.account_id = ?
                ORDER BY p.instrument_key, p.lot
                """,
            row -> {
              if (row.getString("instrument") != null) {
                positions.add(position(row));
              }
              return new PositionRows(
                  ConnectionState.valueOf(row.getString("connection_state")), run(row), List.of());
            },
            tenant,
            account);
    return head.isEmpty()
        ? new PositionRows(ConnectionState.PENDING, LastRun.NONE, List.of())
        : new PositionRows(
            head.getFirst().connection(), head.getFirst().run(), List.copyOf(positions));
  }

  private static LastRun run(ResultSet row) throws SQLException {
    if (row.getObject("run_number") == null) {
      return LastRun.NONE;
    }
    return new LastRun(
        row.getString("run_problem"),
        Columns.instant(row, "finished_at"),
        read(row, "balance"),
        read(row, "positions"),
        new LastRun.Read(
            Columns.instantOrNull(row, "transactions_at"),
            null,
            row.getString("transactions_problem")));
  }

  private static LastRun.Read read(ResultSet row, String kind) throws SQLException {
    var from = Columns.instantOrNull(row, kind + "_from");
    var until = Columns.instantOrNull(row, kind + "_until");
    return new LastRun.Read(
        Columns.instantOrNull(row, kind + "_at"),
        from == null || until == null ? null : new ReadSpan(from, until),
        row.getString(kind + "_problem"));
  }

  private static Position position(ResultSet row) throws SQLException {
    return new Position(
        InstrumentText.read(row.getString("instrument")),
        row.getString("lot"),
        row.getBigDecimal("quantity"),
        row.getBigDecimal("available"),
        row.getBigDecimal("average_price"),
        row.getBigDecimal("cost_basis"),
        row.getBigDecimal("current_price"),
        row.getBigDecimal("market_value"),
        row.getBigDecimal("unrealized_profit"),
        row.getBigDecimal("previous_close"));
  }

  void save(Tx tx, TenantId tenant, UUID account, Balance balance, Instant now)
      throws SQLException {
    var parameters = new ArrayList<@Nullable Object>();
    parameters.add(tenant);
    parameters.add(account);
    parameters.addAll(BalanceColumns.values(balance));
    parameters.add(now);
    tx.update("DELETE FROM balance WHERE tenant_id = ? AND account_id = ?", tenant, account);
    tx.update(
        "INSERT INTO balance (tenant_id, account_id, "
            + BalanceColumns.NAMES
            + """
            , changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::JSONB,
                    ?::JSONB, ?)
            """,
        parameters.toArray());
  }

  void save(Tx tx, TenantId tenant, UUID account, Position position, Instant now)
      throws SQLException {
    tx.update(
        """
        INSERT INTO position (
          tenant_id, account_id, instrument_key, lot, instrument, quantity, available,
          average_price, cost_basis, current_price, market_value, unrealized_profit,
          previous_close, changed_at)
        VALUES (?, ?, ?, ?, ?::JSONB, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (tenant_id, account_id, instrument_key, lot) DO UPDATE
           SET instrument = EXCLUDED.instrument, quantity = EXCLUDED.quantity,
               available = EXCLUDED.available, average_price = EXCLUDED.average_price,
               cost_basis = EXCLUDED.cost_basis, current_price = EXCLUDED.current_price,
               market_value = EXCLUDED.market_value,
               unrealized_profit = EXCLUDED.unrealized_profit,
               previous_close = EXCLUDED.previous_close, changed_at = EXCLUDED.changed_at
        """,
        tenant,
        account,
        position.instrument().key(),
        position.lot(),
        InstrumentText.write(position.instrument()),
        position.quantity(),
        position.available(),
        position.averagePrice(),
        position.costBasis(),
        position.currentPrice(),
        position.marketValue(),
        position.unrealizedProfit(),
        position.previousClose(),
        now);
  }

  void delete(Tx tx, TenantId tenant, UUID account, Position position) throws SQLException {
    tx.update(
        """
        DELETE FROM position
         WHERE tenant_id = ? AND account_id = ? AND instrument_key = ? AND lot = ?
        """,
        tenant,
        account,
        position.instrument().key(),
        position.lot());
  }
}
