package io.brokerway.engine.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The one door to PostgreSQL. Work runs in a transaction of its own: {@code inTenant} with the
 * rights of one tenant (row-level security), {@code inSystem} with the gateway's own. A transaction
 * is repeated after a serialization failure or a deadlock. Thread-safe.
 *
 * <p>All of it throws {@link StorageUnavailable} if the database is away and {@link StorageFailure}
 * if it refuses a statement.
 */
public final class Database implements AutoCloseable {
  // Writer, migrations, settling, a person with a console.
  private static final int SPARE_CONNECTIONS = 12;

  private final @Nullable EmbeddedPostgres embedded;
  private final Clock clock;
  private final Ids ids;
  private final Commits commits = new Commits();
  private final Pool appPool;
  private final Pool systemPool;
  private final Transactions app;
  private final Transactions system;
  private final Partitions partitions;
  private final Housekeeping housekeeping;
  private final Writer writer;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Database(
      StorageConfig config, Clock clock, Server server, @Nullable EmbeddedPostgres embedded) {
    this.embedded = embedded;
    this.clock = clock;
    ids = Ids.secure(clock);
    appPool = new Pool(server, DatabaseRole.APP, config.appConnections());
    systemPool = new Pool(server, DatabaseRole.SYSTEM, config.systemConnections());
    app = new Transactions(appPool, server, clock, commits);
    system = new Transactions(systemPool, server, clock, commits);
    partitions = new Partitions(ids.next(), clock);
    housekeeping = new Housekeeping(this, partitions);
    writer = new Writer(server, config.writerQueue(), clock, commits);
  }

  /**
   * Opens the database, starts the embedded server if there is no external one, brings the schema
   * up to date and claims the partitions. An embedded server that a killed process left is adopted.
   *
   * @throws StorageUnavailable if it cannot be reached
   * @throws IllegalStateException if it cannot be used, with the reason and what to do
   */
  public static Database open(StorageConfig config, Clock clock) {
    var external = config.external();
    if (external != null) {
      var server = new Server(external.jdbcUrl(), external.user(), external.password());
      return open(config, clock, server, null);
    }
    try {
      Files.createDirectories(config.home());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the data folder " + config.home(), e);
    }
    var connections = config.appConnections() + config.systemConnections() + SPARE_CONNECTIONS;
    var embedded = EmbeddedPostgres.start(config.home().resolve("postgres"), connections);
    try {
      return open(config, clock, embedded.server(), embedded);
    } catch (RuntimeException e) {
      embedded.close();
      throw e;
    }
  }

  private static Database open(
      StorageConfig config, Clock clock, Server server, @Nullable EmbeddedPostgres embedded) {
    Schema.bringUpToDate(server);
    var database = new Database(config, clock, server, embedded);
    try {
      database.housekeeping.start();
      return database;
    } catch (RuntimeException e) {
      database.disconnect();
      throw e;
    }
  }

  /** Runs the work as the tenant: only its rows exist. */
  public <R extends @Nullable Object> R inTenant(TenantId tenant, Work<R> work) {
    return app.run(tenant, false, work);
  }

  /** Runs work that only reads as the tenant. */
  public <R extends @Nullable Object> R readTenant(TenantId tenant, Work<R> work) {
    return app.run(tenant, true, work);
  }

  /** Runs the gateway's own work, over all tenants. */
  public <R extends @Nullable Object> R inSystem(Work<R> work) {
    return system.run(null, false, work);
  }

  /** Runs the gateway's own work that only reads. */
  public <R extends @Nullable Object> R readSystem(Work<R> work) {
    return system.run(null, true, work);
  }

  public Writer writer() {
    return writer;
  }

  public Partitions partitions() {
    return partitions;
  }

  public Ids ids() {
    return ids;
  }

  public Clock clock() {
    return clock;
  }

  /** Tells whether the database answers now. */
  public boolean isAvailable() {
    try {
      return readSystem(tx -> tx.first("SELECT 1", row -> true).isPresent());
    } catch (StorageUnavailable | StorageFailure e) {
      return false;
    }
  }

  /** Adds a listener to the commits of this process. */
  public void onCommit(CommitListener listener) {
    commits.add(listener);
  }

  /**
   * Closes it when the process ends, for a program that does not close it itself. A program with a
   * shutdown order of its own calls {@link #close} as its last step instead.
   */
  public void closeAtExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "brokerway-close-database"));
  }

  /** Drains the writer, closes the connections and stops the embedded server. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    disconnect();
    if (embedded != null) {
      embedded.close();
    }
  }

  private void disconnect() {
    housekeeping.close();
    writer.close();
    appPool.close();
    systemPool.close();
  }
}
