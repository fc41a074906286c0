package io.brokerway.engine.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One open transaction: plain SQL with positional parameters, and the facts it adds to the log.
 * Parameters may be {@code Instant}, enums (by name), {@code TenantId}, and arrays of the usual
 * types ({@code String[]}, {@code UUID[]}, {@code BigDecimal[]}, {@code Instant[]}, {@code long[]}
 * …), which become PostgreSQL arrays. Not thread-safe.
 */
public final class Tx {
  private final Connection connection;
  private final @Nullable TenantId tenant;
  private final Round round = new Round();
  private final List<Fact> facts = new ArrayList<>();

  Tx(Connection connection, @Nullable TenantId tenant) {
    this.connection = connection;
    this.tenant = tenant;
  }

  /**
   * The connection, for what the methods here cannot do; its transaction is not the caller's.
   * Nothing may be queued.
   */
  public Connection connection() {
    if (!round.isEmpty()) {
      throw new IllegalStateException("statements are queued");
    }
    return connection;
  }

  /** Runs a statement and returns the number of rows it changed. */
  public int update(String sql, @Nullable Object... parameters) throws SQLException {
    var changed = new int[1];
    round.add(sql, parameters, result -> changed[0] = result.getUpdateCount());
    round.run(connection);
    return changed[0];
  }

  /** The rows of a query, in its order. */
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    return ask(sql, mapper, parameters).get();
  }

  /** The first row of a query, if it has one. */
  public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    return query(sql, mapper, parameters).stream().findFirst();
  }

  /**
   * Queues a statement: it goes to the database with the next one whose answer is needed, at the
   * latest before the commit, in one round trip with all that is queued by then.
   *
   * @param rows how many it must change; another number is an {@link IllegalStateException} there
   */
  public void queue(String sql, int rows, @Nullable Object... parameters) {
    round.add(sql, parameters, result -> requireChanged(rows, result.getUpdateCount()));
  }

  /** Queues a statement that may change any number of rows. */
  public void queueAny(String sql, @Nullable Object... parameters) {
    round.add(sql, parameters, result -> {});
  }

  /** Queues a query; what is queued goes to the database when the answer is asked for. */
  public <T> Answer<T> ask(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    var found = new ArrayList<T>();
    round.add(
        sql,
        parameters,
        result -> {
          try (var rows = result.getResultSet()) {
            while (rows.next()) {
              found.add(mapper.map(rows));
            }
          }
        });
    return () -> {
      flush();
      return found;
    };
  }

  /** The rows of a query that was queued, in its order. */
  @FunctionalInterface
  public interface Answer<T> {
    List<T> get() throws SQLException;
  }

  /** Sends what is queued. */
  void flush() throws SQLException {
    if (!round.isEmpty()) {
      round.run(connection);
    }
  }

  private static void requireChanged(int meant, int changed) {
    if (changed != meant) {
      throw new IllegalStateException(
          "%d rows were written where %d were meant".formatted(changed, meant));
    }
  }

  /**
   * Adds a fact to the log; it is written with all others of the transaction right before commit.
   *
   * @throws IllegalArgumentException if it is another tenant's than the transaction's
   */
  public void append(Fact fact) {
    if (tenant != null && !tenant.equals(fact.tenant())) {
      throw new IllegalArgumentException(
          "a fact of %s in a transaction of %s".formatted(fact.tenant(), tenant));
    }
    facts.add(fact);
  }

  List<Fact> facts() {
    return facts;
  }
}
