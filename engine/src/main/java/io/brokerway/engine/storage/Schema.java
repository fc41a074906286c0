package io.brokerway.engine.storage;

import io.brokerway.broker.KillPoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Brings roles and schema to what this version needs; refuses what it does not know. */
final class Schema {
  private static final int OLDEST_SERVER = 15;
  private static final int NEWEST_SERVER = 18;

  private Schema() {}

  /**
   * Creates or upgrades.
   *
   * @throws StorageUnavailable if the server cannot be reached
   * @throws IllegalStateException if it cannot be used, with the reason
   */
  static void bringUpToDate(Server server) {
    var properties = DatabaseRole.OWNER.connectionProperties(server);
    try (var connection = DriverManager.getConnection(server.jdbcUrl(), properties)) {
      requireVersion(connection);
      createRoles(connection);
    } catch (SQLException e) {
      throw unusable(e);
    }
    migrate(server, properties);
  }

  private static void requireVersion(Connection connection) throws SQLException {
    var version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < OLDEST_SERVER || version > NEWEST_SERVER) {
      throw new IllegalStateException(
          "the database is PostgreSQL %d; Brokerway needs %d to %d"
              .formatted(version, OLDEST_SERVER, NEWEST_SERVER));
    }
  }

  private static void createRoles(Connection connection) throws SQLException {
    for (var role : DatabaseRole.CREATED) {
      if (!isMember(connection, role)) {
        createRole(connection, role);
      }
    }
  }

  private static boolean isMember(Connection connection, DatabaseRole role) throws SQLException {
    var sql =
        """
        SELECT 1 FROM pg_roles
         WHERE rolname = ? AND pg_has_role(session_user, oid, 'USAGE')
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, role.sqlName());
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void createRole(Connection connection, DatabaseRole role) throws SQLException {
    var name = role.sqlName();
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
          DO $$ BEGIN
            CREATE ROLE %1$s NOLOGIN;
          EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
          END $$
          """
              .formatted(name));
      statement.execute("GRANT %s TO CURRENT_USER".formatted(name));
    } catch (SQLException e) {
      if ("42501".equals(e.getSQLState())) {
        throw new IllegalStateException(
            "the database user may not create roles: as an administrator run CREATE ROLE %1$s"
                    .formatted(name)
                + " NOLOGIN; GRANT %1$s TO the user".formatted(name),
            e);
      }
      throw e;
    }
  }

  private static void migrate(Server server, Properties properties) {
    var flyway =
        Flyway.configure()
            .dataSource(new OwnerDataSource(server.jdbcUrl(), properties))
            .defaultSchema("brokerway")
            .schemas("brokerway")
            .locations("classpath:db/migration")
            .validateMigrationNaming(true)
            // By default a migration of the future is ignored: we must not write under it.
            .ignoreMigrationPatterns(new String[0])
            .cleanDisabled(true)
            .callbacks(new KillPointInMigration())
            .load();
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw new IllegalStateException(
          "the database's schema does not fit this version of Brokerway (one newer than it knows,"
              + " or changed by hand): "
              + e.getMessage(),
          e);
    }
  }

  private static RuntimeException unusable(SQLException e) {
    if (SqlStates.isUnavailable(e)) {
      return new StorageUnavailable("the database cannot be reached: " + e.getMessage(), e);
    }
    return new IllegalStateException("the database cannot be used: " + e.getMessage(), e);
  }

  private static final class KillPointInMigration implements Callback {
    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
      return true;
    }

    @Override
    public void handle(Event event, Context context) {
      KillPoint.K14.reached();
    }

    @Override
    public String getCallbackName() {
      return "kill-point";
    }
  }
}
