package io.brokerway.engine.orders;

import io.brokerway.broker.order.OrderStatus;
import io.brokerway.engine.orders.Bulk.Column;
import io.brokerway.engine.orders.OrderTable.OrderKey;
import io.brokerway.engine.orders.core.Link;
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

/** The table {@code order_link}. */
final class LinkTable {

  /** A link with the order that it belongs to. */
  record LinkRow(TenantId tenant, UUID account, UUID order, Link link) {}

  private static final Bulk<LinkRow> BULK =
      new Bulk<>(
          "order_link",
          3,
          4,
          List.of(
              new Column<>("tenant_id", "text", String.class, row -> row.tenant().value()),
              new Column<>("account_id", "uuid", UUID.class, LinkRow::account),
              new Column<>(
                  "broker_order_id", "text", String.class, row -> row.link().brokerOrderId()),
              new Column<>("order_id", "uuid", UUID.class, LinkRow::order),
              new Column<>("ordinal", "int4", Integer.class, row -> row.link().ordinal()),
              new Column<>("status", "text", String.class, LinkTable::status),
              new Column<>("reported", "numeric", BigDecimal.class, row -> row.link().reported()),
              new Column<>(
                  "reported_average",
                  "numeric",
                  BigDecimal.class,
                  row -> row.link().reportedAverage()),
              new Column<>(
                  "broker_time", "timestamptz", Instant.class, row -> row.link().brokerTime())));

  private LinkTable() {}

  static void upsert(Tx tx, List<LinkRow> rows) {
    BULK.upsert(tx, rows);
  }

  /** All links of orders, in the order of their chains. */
  static Tx.Answer<LinkRow> ofOrders(Tx tx, Collection<OrderKey> keys) {
    return tx.ask(
        """
        SELECT tenant_id, account_id, broker_order_id, order_id, ordinal, status, reported,
               reported_average, broker_time
          FROM order_link
          JOIN unnest(?::text[], ?::uuid[]) AS wanted (wanted_tenant, wanted_id)
            ON tenant_id = wanted_tenant AND order_id = wanted_id
         ORDER BY order_id, ordinal
        """,
        LinkTable::read,
        keys.stream().map(key -> key.tenant().value()).toArray(String[]::new),
        keys.stream().map(OrderKey::id).toArray(UUID[]::new));
  }

  private static LinkRow read(ResultSet row) throws SQLException {
    var status = row.getString("status");
    return new LinkRow(
        new TenantId(row.getString("tenant_id")),
        Columns.uuid(row, "account_id"),
        Columns.uuid(row, "order_id"),
        new Link(
            row.getString("broker_order_id"),
            row.getInt("ordinal"),
            status == null ? null : OrderStatus.valueOf(status),
            row.getBigDecimal("reported"),
            row.getBigDecimal("reported_average"),
            Columns.instantOrNull(row, "broker_time")));
  }

  private static @org.jspecify.annotations.Nullable String status(LinkRow row) {
    var status = row.link().status();
    return status == null ? null : status.name();
  }
}
