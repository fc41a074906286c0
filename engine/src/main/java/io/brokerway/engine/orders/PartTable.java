package io.brokerway.engine.orders;

import io.brokerway.engine.orders.OrderTable.OrderKey;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table {@code order_part}: which orders a broker made for the parts of another. */
final class PartTable {
  private static final int MOST = 10_000;

  /** A part by the broker's id, with the order that it belongs to. */
  record PartRow(TenantId tenant, UUID account, String brokerOrderId, UUID parent) {}

  /** The orders around one. */
  record Family(List<UUID> parents, List<UUID> parts) {
    static final Family NONE = new Family(List.of(), List.of());
  }

  private PartTable() {}

  /** Adds those that are not known yet. */
  static void insert(Tx tx, List<PartRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    tx.update(
        """
        INSERT INTO order_part (tenant_id, account_id, broker_order_id, parent_id)
        SELECT * FROM unnest(?::text[], ?::uuid[], ?::text[], ?::uuid[])
        ON CONFLICT (tenant_id, account_id, broker_order_id) DO NOTHING
        """,
        rows.stream().map(row -> row.tenant().value()).toArray(String[]::new),
        rows.stream().map(PartRow::account).toArray(UUID[]::new),
        rows.stream().map(PartRow::brokerOrderId).toArray(String[]::new),
        rows.stream().map(PartRow::parent).toArray(UUID[]::new));
  }

  /** The families of some orders of a tenant; those without one are left out. */
  static Map<UUID, Family> ofOrders(Tx tx, TenantId tenant, Collection<OrderKey> keys)
      throws SQLException {
    var ids = keys.stream().map(OrderKey::id).toArray(UUID[]::new);
    var families = new HashMap<UUID, Family>();
    tx.query(
        """
        SELECT DISTINCT part.parent_id, link.order_id
          FROM order_part AS part
          JOIN order_link AS link
            ON link.tenant_id = part.tenant_id AND link.account_id = part.account_id
           AND link.broker_order_id = part.broker_order_id
         WHERE part.tenant_id = ?
           AND (part.parent_id = ANY (?) OR link.order_id = ANY (?))
         ORDER BY part.parent_id, link.order_id
         LIMIT ?
        """,
        row -> {
          var parent = Columns.uuid(row, "parent_id");
          var part = Columns.uuid(row, "order_id");
          // A chain of replaces of the parent itself is no part of it.
          if (!parent.equals(part)) {
            families.merge(parent, new Family(List.of(), List.of(part)), PartTable::joined);
            families.merge(part, new Family(List.of(parent), List.of()), PartTable::joined);
          }
          return part;
        },
        tenant,
        ids,
        ids,
        MOST);
    return families;
  }

  private static Family joined(Family one, Family other) {
    return new Family(joined(one.parents(), other.parents()), joined(one.parts(), other.parts()));
  }

  private static List<UUID> joined(List<UUID> one, List<UUID> other) {
    var both = new ArrayList<>(one);
    other.stream().filter(id -> !both.contains(id)).forEach(both::add);
    return List.copyOf(both);
  }
}
