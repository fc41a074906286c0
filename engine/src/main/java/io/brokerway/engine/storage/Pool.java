package io.brokerway.engine.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Connections of one role. The tenant of a session is set when it changes hands, only then. */
final class Pool implements AutoCloseable {
  private static final long BORROW_LIMIT_MILLIS = 2_000;

  private final HikariDataSource source;
  private final Map<PGConnection, TenantId> tenantOfSession =
      Collections.synchronizedMap(new WeakHashMap<>());

  Pool(Server server, DatabaseRole role, int size) {
    var config = new HikariConfig();
    config.setPoolName("brokerway-" + role.sqlName());
    config.setJdbcUrl(server.jdbcUrl());
    config.setDataSourceProperties(role.connectionProperties(server));
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(2, size));
    config.setConnectionTimeout(BORROW_LIMIT_MILLIS);
    config.setInitializationFailTimeout(-1);
    source = new HikariDataSource(config);
  }

  /** A connection outside any transaction, its session set to the tenant. */
  Connection borrow(@Nullable TenantId tenant) throws SQLException {
    var connection = source.getConnection();
    try {
      if (tenant != null) {
        setTenant(connection, tenant);
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Lets go of connections that nobody uses: the next borrower gets a new one. */
  void evictIdle() {
    source.getHikariPoolMXBean().softEvictConnections();
  }

  @Override
  public void close() {
    source.close();
  }

  private void setTenant(Connection connection, TenantId tenant) throws SQLException {
    var session = connection.unwrap(PGConnection.class);
    if (tenant.equals(tenantOfSession.get(session))) {
      return;
    }
    // Outside a transaction: a rollback would take the setting back.
    try (var statement =
        connection.prepareStatement("SELECT set_config('brokerway.tenant', ?, FALSE)")) {
      statement.setString(1, tenant.value());
      statement.execute();
    }
    tenantOfSession.put(session, tenant);
  }
}
