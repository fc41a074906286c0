package io.brokerway.engine.orders;

import io.brokerway.engine.orders.OrderTable.OrderKey;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/**
 * The order as a command's first answer showed it, kept so that a replay gives the very same. The
 * row itself is kept as JSON by the database, which knows its columns best.
 */
final class Replies {
  private Replies() {}

  /** The order that the first answer showed; the order itself where none was kept apart. */
  static OrderRow of(Tx tx, CommandRow command, OrderRow order) throws SQLException {
    var reply = command.reply();
    if (reply == null) {
      return order;
    }
    return tx.first(
            "SELECT " + OrderTable.COLUMNS + " FROM jsonb_populate_record(NULL::orders, ?::jsonb)",
            OrderTable::read,
            reply)
        .orElse(order);
  }

  /**
   * Keeps the placed orders as they are for the answers of their places, before a replace changes
   * them.
   */
  static void keepPlaces(Tx tx, Collection<OrderKey> orders) throws SQLException {
    if (orders.isEmpty()) {
      return;
    }
    tx.update(
        """
        UPDATE order_command AS place
           SET reply = to_jsonb(ordered)::text
          FROM unnest(?::text[], ?::uuid[]) AS wanted (tenant_id, id)
          JOIN orders AS ordered
            ON ordered.tenant_id = wanted.tenant_id AND ordered.id = wanted.id
         WHERE place.tenant_id = wanted.tenant_id AND place.order_id = wanted.id
           AND place.kind = 'PLACE' AND place.reply IS NULL
        """,
        orders.stream().map(key -> key.tenant().value()).toArray(String[]::new),
        orders.stream().map(OrderKey::id).toArray(UUID[]::new));
  }

  /** Keeps the orders as they are for the answers of new commands. */
  static void keep(Tx tx, Collection<CommandRow> commands) throws SQLException {
    if (commands.isEmpty()) {
      return;
    }
    tx.update(
        """
        UPDATE order_command AS command
           SET reply = to_jsonb(ordered)::text
          FROM unnest(?::text[], ?::uuid[], ?::int4[]) AS wanted (tenant_id, id, number)
          JOIN orders AS ordered
            ON ordered.tenant_id = wanted.tenant_id AND ordered.id = wanted.id
         WHERE command.tenant_id = wanted.tenant_id AND command.order_id = wanted.id
           AND command.number = wanted.number
        """,
        commands.stream().map(row -> row.tenant().value()).toArray(String[]::new),
        commands.stream().map(CommandRow::order).toArray(UUID[]::new),
        commands.stream().map(row -> row.command().number()).toArray(Integer[]::new));
  }
}
