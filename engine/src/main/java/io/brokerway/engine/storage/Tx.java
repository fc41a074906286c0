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
  private final List<Fact> facts = new ArrayList<>();

  Tx(Connection connection, @Nullable TenantId tenant) {
    this.connection = connection;
    this.tenant = tenant;
  }

  /** The connection, for what the methods here cannot do; its transaction is not the caller's. */
  public Connection connection() {
    return connection;
  }

  /** Runs a statement and returns the number of rows it changed. */
  public int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      Parameters.bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** The rows of a query, in its order. */
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      Parameters.bind(statement, parameters);
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<T>();
        while (rows.next()) {
          found.add(mapper.map(rows));
        }
        return found;
      }
    }
  }

  /** The first row of a query, if it has one. */
  public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      Parameters.bind(statement, parameters);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
      }
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
