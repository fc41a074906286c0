package io.brokerway.engine.portfolio;

import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Differences that nothing explained when they were seen. */
final class CorrectionStore {
  private static final int MAX_OPEN = 1_000;
  private static final String SELECT =
      """
      SELECT correction_id, account_id, subject, expected, observed, state, first_seen_at
        FROM correction
       WHERE tenant_id = ? AND account_id = ?\
      """;

  void insert(Tx tx, TenantId tenant, CorrectionView correction) throws SQLException {
    tx.update(
        """
        INSERT INTO correction (
          tenant_id, account_id, correction_id, subject, expected, observed, state, first_seen_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        tenant,
        correction.account(),
        correction.id(),
        correction.subject(),
        correction.expected(),
        correction.observed(),
        correction.state(),
        correction.firstSeenAt());
  }

  void decide(
      Tx tx, TenantId tenant, CorrectionView correction, CorrectionView.State state, Instant now)
      throws SQLException {
    tx.update(
        """
        UPDATE correction
           SET state = ?, decided_at = ?
         WHERE tenant_id = ? AND account_id = ? AND correction_id = ?
        """,
        state,
        now,
        tenant,
        correction.account(),
        correction.id());
  }

  List<CorrectionView> open(Tx tx, TenantId tenant, UUID account) throws SQLException {
    return tx.query(
        SELECT + " AND state = 'OPEN' ORDER BY first_seen_at, correction_id LIMIT ?",
        CorrectionStore::read,
        tenant,
        account,
        MAX_OPEN);
  }

  /** The newest first. */
  List<CorrectionView> list(Tx tx, TenantId tenant, UUID account, int limit) throws SQLException {
    return tx.query(
        SELECT + " ORDER BY first_seen_at DESC, correction_id DESC LIMIT ?",
        CorrectionStore::read,
        tenant,
        account,
        limit);
  }

  private static CorrectionView read(ResultSet row) throws SQLException {
    var expected = row.getBigDecimal("expected");
    var observed = row.getBigDecimal("observed");
    return new CorrectionView(
        Columns.uuid(row, "correction_id"),
        Columns.uuid(row, "account_id"),
        row.getString("subject"),
        expected,
        observed,
        observed.subtract(expected),
        CorrectionView.State.valueOf(row.getString("state")),
        Columns.instant(row, "first_seen_at"));
  }
}
