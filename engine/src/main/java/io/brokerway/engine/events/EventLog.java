package io.brokerway.engine.events;

import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the log by position. Thread-safe. */
public final class EventLog {
  /** The most events one call returns. */
  public static final int MAX_LIMIT = 1_000;

  private static final String COLUMNS =
      """
      SELECT position, recorded_at, tenant_id, user_id, account_id, type, subject, sequence, actor,
             version, payload
        FROM log
      """;

  /** Which way a reader goes from a position. */
  private enum Way {
    FORWARD(" WHERE position > ?", " ORDER BY position LIMIT ?"),
    BACKWARD(" WHERE position < ?", " ORDER BY position DESC LIMIT ?");

    private final String from;
    private final String order;

    Way(String from, String order) {
      this.from = from;
      this.order = order;
    }
  }

  private final Database database;

  public EventLog(Database database) {
    this.database = database;
  }

  /**
   * The tenant's events after the position, oldest first, at most {@code limit}.
   *
   * @throws IllegalArgumentException if the limit is not from 1 to {@link #MAX_LIMIT}
   */
  public List<Event> after(TenantId tenant, long position, EventFilter filter, int limit) {
    return database.readTenant(
        tenant, tx -> read(tx, tenant, Way.FORWARD, position, filter, limit));
  }

  /**
   * The tenant's events before the position, newest first, at most {@code limit}.
   *
   * @param position {@link Long#MAX_VALUE} for the newest of all
   * @throws IllegalArgumentException if the limit is not from 1 to {@link #MAX_LIMIT}
   */
  public List<Event> before(TenantId tenant, long position, EventFilter filter, int limit) {
    return database.readTenant(
        tenant, tx -> read(tx, tenant, Way.BACKWARD, position, filter, limit));
  }

  /**
   * The events of all tenants after the position, oldest first, at most {@code limit}.
   *
   * @throws IllegalArgumentException if the limit is not from 1 to {@link #MAX_LIMIT}
   */
  public List<Event> after(long position, EventFilter filter, int limit) {
    return database.readSystem(tx -> read(tx, null, Way.FORWARD, position, filter, limit));
  }

  /** The position of the newest event; 0 if there is none. */
  public long head() {
    return database.readSystem(
        tx -> tx.first("SELECT position FROM log_head", row -> row.getLong(1)).orElseThrow());
  }

  private static List<Event> read(
      Tx tx, @Nullable TenantId tenant, Way way, long position, EventFilter filter, int limit)
      throws SQLException {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit must be from 1 to %d, not %d".formatted(MAX_LIMIT, limit));
    }
    var sql = new StringBuilder(COLUMNS).append(way.from);
    var parameters = new ArrayList<Object>(List.of(position));
    narrow(sql, parameters, " AND tenant_id = ?", tenant);
    narrow(sql, parameters, " AND user_id = ?", filter.userId());
    narrow(sql, parameters, " AND account_id = ?", filter.accountId());
    narrow(sql, parameters, " AND subject = ?", filter.subject());
    narrow(sql, parameters, " AND starts_with(type, ?)", filter.typePrefix());
    sql.append(way.order);
    parameters.add(limit);
    return tx.query(sql.toString(), EventLog::event, parameters.toArray());
  }

  private static void narrow(
      StringBuilder sql, List<Object> parameters, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      parameters.add(value);
    }
  }

  private static Event event(ResultSet row) throws SQLException {
    return new Event(
        row.getLong("position"),
        Columns.instant(row, "recorded_at"),
        new Fact(
            new TenantId(row.getString("tenant_id")),
            row.getString("user_id"),
            Columns.uuidOrNull(row, "account_id"),
            row.getString("type"),
            row.getString("subject"),
            row.getLong("sequence"),
            row.getString("actor"),
            row.getInt("version"),
            row.getString("payload")));
  }
}
