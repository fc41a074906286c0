package io.brokerway.engine.storage;

import io.brokerway.broker.login.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh, migrated database on a real server that all tests of a JVM share. Made in some
 * milliseconds from a template; all that is open is stopped when the JVM ends.
 */
public final class TestDatabase implements AutoCloseable {
  private static final String TEMPLATE = "brokerway_template";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final Database database;

  private TestDatabase(String name, Database database) {
    this.name = name;
    this.database = database;
  }

  /** A database with the system's clock. */
  public static TestDatabase open() {
    return open(Clock.systemUTC());
  }

  /** A database with a clock of the test's. */
  public static TestDatabase open(Clock clock) {
    var name = "test_" + COUNT.incrementAndGet();
    execute("postgres", "CREATE DATABASE %s TEMPLATE %s".formatted(name, TEMPLATE));
    return new TestDatabase(name, Database.open(configOf(name), clock));
  }

  public Database database() {
    return database;
  }

  /** How to open the same database a second time. */
  public StorageConfig config() {
    return configOf(name);
  }

  /** The unpacked programs of the shared server, for another server to use. */
  static Path binaries() throws IOException {
    try (var children = Files.list(Shared.HOME.resolve("postgres"))) {
      return children
          .filter(child -> Files.exists(child.resolve("bin/postgres")))
          .findFirst()
          .orElseThrow();
    }
  }

  Server server() {
    var cluster = Shared.SERVER.cluster();
    return new Server(cluster.url(name), Cluster.OWNER, cluster.password());
  }

  /** Runs a statement as the server's superuser: what an attacker with all rights could do. */
  public void asSuperuser(String sql) {
    execute(name, sql);
  }

  /** Empties all tables, so that the tests of a class can share one database. */
  public void reset() {
    asSuperuser(
        """
        DO $$
        DECLARE
          name TEXT;
        BEGIN
          FOR name IN
            SELECT format('%I', c.relname) FROM pg_class AS c
             WHERE c.relnamespace = 'brokerway'::REGNAMESPACE AND c.relkind IN ('r', 'p')
               AND NOT c.relispartition
               AND c.relname NOT IN
                     ('flyway_schema_history', 'log_head', 'node', 'partition_owner')
          LOOP
            EXECUTE 'TRUNCATE ' || name || ' CASCADE';
          END LOOP;
          UPDATE log_head SET position = 0;
        END $$
        """);
  }

  /** Ends all connections to the database, as a restart of the server would. */
  public void cutConnections() {
    execute(
        "postgres",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
            .formatted(name));
  }

  /** Lets the database be connected to, or no longer. */
  public void allowConnections(boolean allowed) {
    execute("postgres", "ALTER DATABASE %s ALLOW_CONNECTIONS %s".formatted(name, allowed));
  }

  @Override
  public void close() {
    database.close();
    execute("postgres", "DROP DATABASE %s WITH (FORCE)".formatted(name));
  }

  private static StorageConfig configOf(String name) {
    var cluster = Shared.SERVER.cluster();
    var external =
        new ExternalDatabase(
            cluster.url(name), Cluster.OWNER, Secret.of(cluster.password().reveal()));
    return new StorageConfig(Shared.HOME, external, 8, 6, 8_192);
  }

  private static void execute(String name, String sql) {
    var cluster = Shared.SERVER.cluster();
    try (var connection = connect(cluster, name);
        var statement = connection.createStatement()) {
      statement.execute("SET search_path = brokerway, public");
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static Connection connect(Cluster cluster, String name) throws SQLException {
    return DriverManager.getConnection(
        cluster.url(name), Cluster.SUPERUSER, cluster.password().reveal());
  }

  /** The server of this JVM, started by the first test that needs it. */
  private static final class Shared {
    static final Path HOME = temporaryHome();
    static final EmbeddedPostgres SERVER = EmbeddedPostgres.start(HOME.resolve("postgres"), 300);

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(Shared::stop));
      prepareTemplate();
    }

    private static void prepareTemplate() {
      try (var connection = connect(SERVER.cluster(), "postgres");
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE %s OWNER %s".formatted(TEMPLATE, Cluster.OWNER));
      } catch (SQLException e) {
        throw new IllegalStateException("cannot create the template", e);
      }
      var cluster = SERVER.cluster();
      Schema.bringUpToDate(new Server(cluster.url(TEMPLATE), Cluster.OWNER, cluster.password()));
    }

    private static Path temporaryHome() {
      try {
        var home = Files.createTempDirectory("brokerway-test");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void stop() {
      SERVER.close();
      try {
        Folders.deleteTree(HOME);
      } catch (IOException e) {
        System.err.println("left behind: " + HOME);
      }
    }
  }
}
