package io.brokerway.engine.orders;

import io.brokerway.engine.orders.OrderTable.OrderKey;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads orders for their owners. */
final class OrderReads {

  Optional<OrderRow> row(Tx tx, TenantId tenant, String user, UUID order) throws SQLException {
    return OrderTable.byIds(tx, List.of(new OrderKey(tenant, order))).get().stream()
        .filter(row -> row.user().equals(user))
        .findFirst();
  }

  Optional<OrderView> view(Tx tx, TenantId tenant, String user, UUID order) throws SQLException {
    var key = List.of(new OrderKey(tenant, order));
    // Asked together with the order: one round trip.
    var commands = CommandTable.ofOrders(tx, key);
    var fills = FillTable.ofOrders(tx, key);
    var row = row(tx, tenant, user, order);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        row.get()
            .view(
                commands.get().stream().map(CommandRow::view).toList(),
                fills.get().stream().map(each -> FillTable.view(each.fill())).toList()));
  }

  OrderPage page(Tx tx, TenantId tenant, String user, OrderFilter filter) throws SQLException {
    var before = token(filter.pageToken());
    var rows =
        tx.query(
            "SELECT "
                + OrderTable.COLUMNS
                + """
                 FROM orders
                WHERE tenant_id = ? AND user_id = ?
                  AND (?::uuid IS NULL OR account_id = ?)
                  AND (?::uuid IS NULL OR id < ?)
                  AND (open OR NOT ?)
                ORDER BY id DESC
                LIMIT ?
                """,
            OrderTable::read,
            tenant,
            user,
            filter.account(),
            filter.account(),
            before,
            before,
            filter.openOnly(),
            filter.limit() + 1);
    var more = rows.size() > filter.limit();
    var page = more ? rows.subList(0, filter.limit()) : rows;
    return new OrderPage(
        page.stream().map(row -> row.view(List.of(), List.of())).toList(),
        more ? page.getLast().id().toString() : null);
  }

  private static @Nullable UUID token(@Nullable String token) {
    if (token == null) {
      return null;
    }
    try {
      return UUID.fromString(token);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("pageToken is none that a page gave", e);
    }
  }
}
