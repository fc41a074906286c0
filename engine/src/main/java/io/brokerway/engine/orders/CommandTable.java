package io.brokerway.engine.orders;

import io.brokerway.engine.orders.Bulk.Column;
import io.brokerway.engine.orders.OrderTable.OrderKey;
import io.brokerway.engine.orders.core.Command;
import io.brokerway.engine.orders.core.CommandKind;
import io.brokerway.engine.orders.core.CommandState;
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

/** The table {@code order_command}. */
final class CommandTable {
  static final String COLUMNS =
      """
      tenant_id, order_id, number, user_id, account_id, kind, route, idempotency_key, fingerprint,
      actor, state, client_order_id, change, extra_cash, attempts, failures, not_before, send_before,
      sent_at, refusals, reason, partition, lane_key, lane_sequence, reply, created_at, updated_at
      """;

  private static final int KEYS = 3;
  private static final int FIXED = 16;

  private static final Bulk<CommandRow> BULK =
      new Bulk<>(
          "order_command",
          KEYS,
          FIXED,
          List.of(
              text("tenant_id", row -> row.tenant().value()),
              new Column<>("order_id", "uuid", UUID.class, CommandRow::order),
              count("number", row -> row.command().number()),
              text("user_id", row -> row.scope().user()),
              new Column<>("account_id", "uuid", UUID.class, CommandRow::account),
              text("kind", row -> row.command().kind().name()),
              text("route", row -> row.scope().route()),
              text("idempotency_key", row -> row.scope().key()),
              new Column<>("fingerprint", "bytea", byte[].class, row -> row.fingerprint().bytes()),
              text("actor", CommandRow::actor),
              text("client_order_id", row -> row.command().clientOrderId()),
              text("change", CommandTable::change),
              count("partition", row -> row.lane().partition()),
              new Column<>("lane_key", "uuid", UUID.class, row -> row.lane().key()),
              new Column<>("lane_sequence", "int8", Long.class, row -> row.lane().sequence()),
              time("created_at", CommandRow::createdAt),
              text("state", row -> row.command().state().name()),
              new Column<>(
                  "extra_cash", "numeric", BigDecimal.class, row -> row.command().extraCash()),
              count("attempts", row -> row.command().attempts()),
              count("failures", row -> row.command().failures()),
              time("not_before", row -> row.command().notBefore()),
              time("send_before", row -> row.command().sendBefore()),
              time("sent_at", row -> row.command().sentAt()),
              text("refusals", row -> OrderJson.write(row.command().refusals())),
              text("reason", row -> row.command().reason()),
              text("reply", CommandRow::reply),
              time("updated_at", row -> row.command().updatedAt())));

  private CommandTable() {}

  static void insert(Tx tx, List<CommandRow> rows) {
    BULK.insert(tx, rows);
  }

  static void update(Tx tx, List<CommandRow> rows) {
    BULK.update(tx, rows);
  }

  /** All commands of orders, by number. */
  static Tx.Answer<CommandRow> ofOrders(Tx tx, Collection<OrderKey> keys) {
    return tx.ask(
        "SELECT "
            + COLUMNS
            + """
             FROM order_command
             JOIN unnest(?::text[], ?::uuid[]) AS wanted (wanted_tenant, wanted_id)
               ON tenant_id = wanted_tenant AND order_id = wanted_id
            ORDER BY order_id, number
            """,
        CommandTable::read,
        keys.stream().map(key -> key.tenant().value()).toArray(String[]::new),
        keys.stream().map(OrderKey::id).toArray(UUID[]::new));
  }

  /** A place among the queued commands; pages go on from one. */
  record Mark(long laneSequence, int partition, UUID order, int number) {
    static final Mark START = new Mark(-1, -1, new UUID(0, 0), 0);
  }

  /**
   * Queued commands after a mark, those of a lane in its order. Changes whose order is not at its
   * broker yet are left out: they are woken when it is.
   */
  static List<CommandRow> queuedAfter(Tx tx, Mark mark, int most) throws SQLException {
    return tx.query(
        "SELECT "
            + COLUMNS
            + """
             FROM order_command AS command
            WHERE state = 'QUEUED'
              AND (lane_sequence, partition, order_id, number) > (?, ?, ?, ?)
              AND (kind = 'PLACE'
                   OR EXISTS (SELECT
                                FROM orders
                               WHERE orders.tenant_id = command.tenant_id
                                 AND orders.id = command.order_id
                                 AND orders.broker_order_id IS NOT NULL))
            ORDER BY lane_sequence, partition, order_id, number
            LIMIT ?
            """,
        CommandTable::read,
        mark.laneSequence(),
        mark.partition(),
        mark.order(),
        mark.number(),
        most);
  }

  /** The commands that used any of the keys before. */
  static Tx.Answer<CommandRow> byScopes(Tx tx, Collection<KeyScope> scopes) {
    return tx.ask(
        "SELECT "
            + COLUMNS
            + """
            FROM order_command
            JOIN unnest(?::text[], ?::text[], ?::text[], ?::text[])
                 AS wanted (wanted_tenant, wanted_user, wanted_route, wanted_key)
              ON tenant_id = wanted_tenant AND user_id = wanted_user
             AND route = wanted_route AND idempotency_key = wanted_key
            """,
        CommandTable::read,
        texts(scopes, scope -> scope.tenant().value()),
        texts(scopes, KeyScope::user),
        texts(scopes, KeyScope::route),
        texts(scopes, KeyScope::key));
  }

  private static String[] texts(Collection<KeyScope> scopes, Function<KeyScope, String> part) {
    return scopes.stream().map(part).toArray(String[]::new);
  }

  static CommandRow read(ResultSet row) throws SQLException {
    return new CommandRow(
        new KeyScope(
            new TenantId(row.getString("tenant_id")),
            row.getString("user_id"),
            row.getString("route"),
            row.getString("idempotency_key")),
        Columns.uuid(row, "order_id"),
        Columns.uuid(row, "account_id"),
        Fingerprint.of(row.getBytes("fingerprint")),
        row.getString("actor"),
        new Command(
            row.getInt("number"),
            CommandKind.valueOf(row.getString("kind")),
            CommandState.valueOf(row.getString("state")),
            row.getString("client_order_id"),
            OrderJson.readChange(row.getString("change")),
            row.getBigDecimal("extra_cash"),
            row.getInt("attempts"),
            row.getInt("failures"),
            Columns.instantOrNull(row, "not_before"),
            Columns.instantOrNull(row, "send_before"),
            Columns.instantOrNull(row, "sent_at"),
            OrderJson.readRefusals(row.getString("refusals")),
            row.getString("reason"),
            Columns.instant(row, "updated_at")),
        new CommandRow.LanePlace(
            row.getInt("partition"), Columns.uuid(row, "lane_key"), row.getLong("lane_sequence")),
        row.getString("reply"),
        Columns.instant(row, "created_at"));
  }

  private static @Nullable String change(CommandRow row) {
    var change = row.command().change();
    return change == null ? null : OrderJson.write(change);
  }

  private static Column<CommandRow> text(
      String name, Function<CommandRow, @Nullable Object> value) {
    return new Column<>(name, "text", String.class, value);
  }

  private static Column<CommandRow> time(
      String name, Function<CommandRow, @Nullable Object> value) {
    return new Column<>(name, "timestamptz", Instant.class, value);
  }

  private static Column<CommandRow> count(
      String name, Function<CommandRow, @Nullable Object> value) {
    return new Column<>(name, "int4", Integer.class, value);
  }
}
