package io.brokerway.engine.orders;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import io.brokerway.broker.order.Execution;
import io.brokerway.engine.orders.Bulk.Column;
import io.brokerway.engine.orders.OrderTable.OrderKey;
import io.brokerway.engine.orders.core.Fill;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code order_fill}: rows are added, never changed. */
final class FillTable {

  /**
   * A fill with the order that it belongs to.
   *
   * @param ordinal its place in the order of booking, from 1
   */
  record FillRow(
      TenantId tenant, UUID account, UUID order, int ordinal, Instant recordedAt, Fill fill) {}

  private static final Bulk<FillRow> BULK =
      new Bulk<>(
          "order_fill",
          3,
          3,
          List.of(
              text("tenant_id", row -> row.tenant().value()),
              new Column<>("account_id", "uuid", UUID.class, FillRow::account),
              text("identity", row -> row.fill().identity()),
              new Column<>("order_id", "uuid", UUID.class, FillRow::order),
              new Column<>("ordinal", "int4", Integer.class, FillRow::ordinal),
              text("broker_order_id", row -> row.fill().brokerOrderId()),
              text("kind", row -> row.fill().kind().name()),
              text("execution_id", row -> row.fill().executionId()),
              text("reference_id", row -> row.fill().referenceId()),
              number("quantity", row -> row.fill().quantity()),
              number("price", row -> row.fill().price()),
              number("through", row -> row.fill().through()),
              number("change", row -> row.fill().change()),
              number("value", row -> row.fill().value()),
              number("fee", FillTable::fee),
              text("fee_currency", FillTable::feeCurrency),
              new Column<>(
                  "executed_at", "timestamptz", Instant.class, row -> row.fill().executedAt()),
              text("source", row -> row.fill().source()),
              new Column<>("synthesised", "bool", Boolean.class, row -> row.fill().synthesised()),
              new Column<>("recorded_at", "timestamptz", Instant.class, FillRow::recordedAt)));

  private FillTable() {}

  static void insert(Tx tx, List<FillRow> rows) {
    BULK.insert(tx, rows);
  }

  /** All fills of orders, in order of booking. */
  static Tx.Answer<FillRow> ofOrders(Tx tx, Collection<OrderKey> keys) {
    return tx.ask(
        """
        SELECT tenant_id, account_id, identity, order_id, ordinal, broker_order_id, kind,
               execution_id, reference_id, quantity, price, through, change, value, fee,
               fee_currency, executed_at, source, synthesised, recorded_at
          FROM order_fill
          JOIN unnest(?::text[], ?::uuid[]) AS wanted (wanted_tenant, wanted_id)
            ON tenant_id = wanted_tenant AND order_id = wanted_id
         ORDER BY order_id, ordinal
        """,
        FillTable::read,
        keys.stream().map(key -> key.tenant().value()).toArray(String[]::new),
        keys.stream().map(OrderKey::id).toArray(UUID[]::new));
  }

  private static FillRow read(ResultSet row) throws SQLException {
    var fee = row.getBigDecimal("fee");
    return new FillRow(
        new TenantId(row.getString("tenant_id")),
        Columns.uuid(row, "account_id"),
        Columns.uuid(row, "order_id"),
        row.getInt("ordinal"),
        Columns.instant(row, "recorded_at"),
        new Fill(
            row.getString("identity"),
            row.getString("broker_order_id"),
            Execution.Kind.valueOf(row.getString("kind")),
            row.getString("execution_id"),
            row.getString("reference_id"),
            row.getBigDecimal("quantity"),
            row.getBigDecimal("price"),
            row.getBigDecimal("through"),
            row.getBigDecimal("change"),
            row.getBigDecimal("value"),
            fee == null ? null : new Money(fee, new CurrencyCode(row.getString("fee_currency"))),
            Columns.instant(row, "executed_at"),
            row.getString("source"),
            row.getBoolean("synthesised")));
  }

  static FillView view(Fill fill) {
    return new FillView(
        fill.identity(),
        fill.kind(),
        fill.kind() == Execution.Kind.FILL ? fill.change() : fill.quantity(),
        fill.price(),
        fill.fee(),
        fill.executedAt(),
        fill.source(),
        fill.synthesised());
  }

  private static @Nullable BigDecimal fee(FillRow row) {
    var fee = row.fill().fee();
    return fee == null ? null : fee.amount();
  }

  private static @Nullable String feeCurrency(FillRow row) {
    var fee = row.fill().fee();
    return fee == null ? null : fee.currency().code();
  }

  private static Column<FillRow> text(String name, Function<FillRow, @Nullable Object> value) {
    return new Column<>(name, "text", String.class, value);
  }

  private static Column<FillRow> number(String name, Function<FillRow, @Nullable Object> value) {
    return new Column<>(name, "numeric", BigDecimal.class, value);
  }
}
