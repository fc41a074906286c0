package io.brokerway.engine.portfolio;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.Side;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.InstrumentText;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Our fills that the last snapshot may lack. */
final class FillStore {
  private static final int MAX_FILLS = 100_000;

  void insert(Tx tx, TenantId tenant, UUID account, BookedFill fill) throws SQLException {
    var fee = fill.fee();
    tx.update(
        """
        INSERT INTO fill_since_snapshot (
          tenant_id, account_id, fill_id, kind, broker_order_id, execution_id, reference_id,
          instrument, side, quantity, price, fee, fee_currency, executed_at, synthesised,
          booked_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?::JSONB, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        tenant,
        account,
        fill.id(),
        fill.kind(),
        fill.brokerOrderId(),
        fill.executionId(),
        fill.referenceId(),
        InstrumentText.write(fill.instrument()),
        fill.side(),
        fill.quantity(),
        fill.price(),
        fee == null ? null : fee.amount(),
        fee == null ? null : fee.currency().code(),
        fill.executedAt(),
        fill.synthesised(),
        fill.bookedAt());
  }

  /** In the order in which they were booked. */
  List<BookedFill> of(Tx tx, TenantId tenant, UUID account) throws SQLException {
    return tx.query(
        """
        SELECT fill_id, kind, broker_order_id, execution_id, reference_id, instrument, side,
               quantity, price, fee, fee_currency, executed_at, synthesised, booked_at
          FROM fill_since_snapshot
         WHERE tenant_id = ? AND account_id = ?
         ORDER BY booked_at, fill_id
         LIMIT ?
        """,
        FillStore::read,
        tenant,
        account,
        MAX_FILLS);
  }

  void delete(Tx tx, TenantId tenant, UUID account, List<UUID> fills) throws SQLException {
    tx.update(
        """
        DELETE FROM fill_since_snapshot
         WHERE tenant_id = ? AND account_id = ? AND fill_id = ANY (?)
        """,
        tenant,
        account,
        fills.toArray(UUID[]::new));
  }

  private static BookedFill read(ResultSet row) throws SQLException {
    var fee = row.getBigDecimal("fee");
    return new BookedFill(
        Columns.uuid(row, "fill_id"),
        Execution.Kind.valueOf(row.getString("kind")),
        row.getString("broker_order_id"),
        row.getString("execution_id"),
        row.getString("reference_id"),
        InstrumentText.read(row.getString("instrument")),
        Side.valueOf(row.getString("side")),
        row.getBigDecimal("quantity"),
        row.getBigDecimal("price"),
        fee == null ? null : new Money(fee, new CurrencyCode(row.getString("fee_currency"))),
        Columns.instant(row, "executed_at"),
        row.getBoolean("synthesised"),
        Columns.instant(row, "booked_at"));
  }
}
