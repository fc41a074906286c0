package io.brokerway.engine.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own below the data folder, on loopback with a generated password. It
 * outlives a killed gateway; the next one adopts it. If it ends by itself it is started again.
 */
final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  // Crash recovery may have a long way to go.
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration APPEAR_LIMIT = Duration.ofSeconds(5);
  private static final long START_POLL_NANOS = 5_000_000;
  private static final int PORT_ATTEMPTS = 3;
  private static final long RESTART_PAUSE_NANOS = 500_000_000;

  private final Path folder;
  private final Path data;
  private final PostgresBinaries binaries;
  private final ServiceUser user;
  private final FileChannel lock;
  private final int maxConnections;
  private Cluster cluster;
  private volatile boolean closing;

  private EmbeddedPostgres(
      Path folder,
      PostgresBinaries binaries,
      ServiceUser user,
      FileChannel lock,
      int maxConnections,
      Cluster cluster) {
    this.maxConnections = maxConnections;
    this.folder = folder;
    this.data = folder.resolve("data");
    this.binaries = binaries;
    this.user = user;
    this.lock = lock;
    this.cluster = cluster;
  }

  /**
   * Starts the server of the folder, or adopts it if it runs; makes it the first time.
   *
   * @throws IllegalStateException if another process uses the folder or the server does not start
   */
  static EmbeddedPostgres start(Path folder, int maxConnections) {
    try {
      Folders.createPassable(folder);
      var lock = lock(folder);
      try {
        return startLocked(folder, maxConnections, lock);
      } catch (IOException | InterruptedException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot start PostgreSQL in " + folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL started", e);
    }
  }

  Cluster cluster() {
    return cluster;
  }

  Server server() {
    return cluster.ownedDatabase();
  }

  /** Stops the server; connections are cut, transactions rolled back. */
  @Override
  public void close() {
    closing = true;
    try {
      stop();
    } finally {
      unlock();
    }
  }

  private synchronized void stop() {
    try {
      run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "30");
    } catch (IllegalStateException e) {
      LOG.warn("PostgreSQL did not stop: {}", e.getMessage());
    }
  }

  /** Starts the server again whenever it ends without being told to. */
  private void watch() throws IOException {
    PidFile.of(data)
        .flatMap(file -> ProcessHandle.of(file.pid()))
        .ifPresent(
            server -> server.onExit().thenRunAsync(this::restart, Thread::startVirtualThread));
  }

  /** What holds the gateway's connections knows the port: the server comes back there. */
  private void restart() {
    if (!closing) {
      LOG.error("PostgreSQL of {} ended by itself and is started again", data);
    }
    while (!closing) {
      try {
        if (startedAgain()) {
          return;
        }
      } catch (IOException | IllegalStateException e) {
        LOG.warn("PostgreSQL does not start again yet: {}", e.getMessage());
      }
      LockSupport.parkNanos(RESTART_PAUSE_NANOS);
    }
  }

  private synchronized boolean startedAgain() throws IOException {
    if (closing || !isFree(cluster.port())) {
      return false;
    }
    startOnce();
    watch();
    LOG.info("PostgreSQL of {} serves again", data);
    return true;
  }

  private void unlock() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("could not release the lock of {}", folder, e);
    }
  }

  /** Held as long as the process lives, so that no two gateways share one folder. */
  private static FileChannel lock(Path folder) throws IOException {
    var channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var held = false;
    try {
      held = channel.tryLock() != null;
    } catch (java.nio.channels.OverlappingFileLockException e) {
      LOG.debug("this process holds the lock of {} already", folder);
    }
    if (!held) {
      channel.close();
      throw new IllegalStateException("another Brokerway uses " + folder);
    }
    return channel;
  }

  private static EmbeddedPostgres startLocked(Path folder, int maxConnections, FileChannel lock)
      throws IOException, InterruptedException {
    var binaries = PostgresBinaries.in(folder);
    var data = folder.resolve("data");
    var user = ServiceUser.forData(data);
    var isNew = !Files.exists(data);
    var cluster =
        isNew ? Cluster.fresh(freePort()) : Cluster.read(folder.resolve("cluster.properties"));
    var postgres = new EmbeddedPostgres(folder, binaries, user, lock, maxConnections, cluster);
    if (isNew) {
      postgres.initialise();
    }
    postgres.requireVersion();
    if (!postgres.adopt()) {
      postgres.launch();
    }
    postgres.createDatabase();
    postgres.watch();
    return postgres;
  }

  /** Makes the cluster beside its place and renames it, so that a crash leaves no half of it. */
  private void initialise() throws IOException {
    var fresh = folder.resolve("data.new");
    Folders.deleteTree(fresh);
    Files.createDirectory(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    user.own(fresh);
    var password = folder.resolve("password.new");
    Folders.writePrivately(password, cluster.password().reveal());
    user.own(password);
    try {
      run(
          "initdb",
          "-D",
          fresh.toString(),
          "-U",
          Cluster.SUPERUSER,
          "--pwfile=" + password,
          "--auth=scram-sha-256",
          "--data-checksums",
          "--sync-method=syncfs",
          "--encoding=UTF8",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8",
          "--locale=C");
    } finally {
      Files.delete(password);
    }
    Files.writeString(
        fresh.resolve("postgresql.conf"),
        "\ninclude 'brokerway.conf'\n",
        StandardOpenOption.APPEND);
    Files.writeString(fresh.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    cluster.write(folder.resolve("cluster.properties"));
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void requireVersion() throws IOException {
    var version = Files.readString(data.resolve("PG_VERSION")).strip();
    if (!version.equals(Integer.toString(binaries.majorVersion()))) {
      throw new IllegalStateException(
          "the data in %s is of PostgreSQL %s, this Brokerway brings %d"
              .formatted(data, version, binaries.majorVersion()));
    }
  }

  /** Takes over a server of this folder that a killed gateway left; never a stranger. */
  private boolean adopt() throws IOException {
    var pidFile = PidFile.of(data);
    if (pidFile.isEmpty() || !pidFile.get().isAlive()) {
      return false;
    }
    // It may be starting, or stopping: either ends soon.
    var limit = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < limit) {
      var now = PidFile.of(data);
      if (now.isEmpty() || !now.get().isAlive()) {
        return false;
      }
      if (now.get().isReady() && isOurs(cluster.onPort(now.get().port()))) {
        cluster = cluster.onPort(now.get().port());
        LOG.info("adopted the PostgreSQL server of {} on port {}", data, cluster.port());
        return true;
      }
      if (now.get().isReady()) {
        // A pid file left by a crash, its number taken by another process: PostgreSQL itself
        // checks.
        return false;
      }
      LockSupport.parkNanos(START_POLL_NANOS);
    }
    throw new IllegalStateException("PostgreSQL of " + data + " neither serves nor ends");
  }

  private boolean isOurs(Cluster candidate) {
    try (var connection = superuser(candidate, "postgres");
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT current_setting('cluster_name'), current_setting('data_directory')")) {
      return row.next()
          && row.getString(1).equals("brokerway_" + candidate.id())
          && Path.of(row.getString(2)).toRealPath().equals(data.toRealPath());
    } catch (SQLException | IOException e) {
      LOG.warn("the server on port {} is not ours: {}", candidate.port(), e.getMessage());
      return false;
    }
  }

  private void launch() throws IOException {
    for (var attempt = 1; ; attempt++) {
      if (!isFree(cluster.port())) {
        cluster = cluster.onPort(freePort());
      }
      cluster.write(folder.resolve("cluster.properties"));
      configure();
      try {
        startOnce();
        return;
      } catch (IllegalStateException e) {
        // Someone may have taken the port between the check and the start.
        if (attempt == PORT_ATTEMPTS || isFree(cluster.port())) {
          throw e;
        }
      }
    }
  }

  private void startOnce() throws IOException {
    Files.deleteIfExists(startLog());
    run("pg_ctl", "start", "-D", data.toString(), "-W", "-s", "-l", startLog().toString());
    awaitReady();
  }

  private Path startLog() {
    return data.resolve("start.log");
  }

  private void configure() throws IOException {
    var file = data.resolve("brokerway.conf");
    Files.writeString(
        file,
        """
        cluster_name = 'brokerway_%s'
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        max_connections = %d
        password_encryption = 'scram-sha-256'
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        shared_buffers = '128MB'
        wal_buffers = '16MB'
        wal_level = 'minimal'
        max_wal_senders = 0
        min_wal_size = '256MB'
        max_wal_size = '2GB'
        checkpoint_completion_target = 0.9
        jit = off
        max_parallel_workers_per_gather = 0
        random_page_cost = 1.1
        autovacuum_naptime = '15s'
        autovacuum_vacuum_cost_limit = 1000
        log_destination = 'stderr'
        logging_collector = on
        log_directory = 'log'
        log_filename = 'postgresql-%%a.log'
        log_truncate_on_rotation = on
        log_rotation_age = '1d'
        log_rotation_size = 0
        log_line_prefix = '%%m [%%p] %%a '
        log_timezone = 'UTC'
        timezone = 'UTC'
        """
            .formatted(cluster.id(), cluster.port(), maxConnections));
    user.own(file);
  }

  private void awaitReady() throws IOException {
    var start = System.nanoTime();
    var limit = start + START_LIMIT.toNanos();
    var seen = false;
    while (System.nanoTime() < limit) {
      var pidFile = PidFile.of(data);
      var alive = pidFile.isPresent() && pidFile.get().isAlive();
      if (alive && pidFile.get().isReady() && pidFile.get().port() == cluster.port()) {
        return;
      }
      if (!alive && (seen || System.nanoTime() - start > APPEAR_LIMIT.toNanos())) {
        throw new IllegalStateException(
            "PostgreSQL did not start: " + Files.readString(startLog()));
      }
      seen = seen || alive;
      LockSupport.parkNanos(START_POLL_NANOS);
    }
    throw new IllegalStateException("PostgreSQL did not start within " + START_LIMIT);
  }

  /** The owner's login and the database; what exists stays. */
  private void createDatabase() {
    try (var connection = superuser(cluster, "postgres");
        var statement = connection.createStatement()) {
      if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = '" + Cluster.OWNER + "'")) {
        // The password is made of hexadecimal digits only, so it needs no quoting.
        statement.execute(
            "CREATE ROLE %s LOGIN CREATEROLE CREATEDB PASSWORD '%s'"
                .formatted(Cluster.OWNER, cluster.password().reveal()));
      }
      if (!exists(
          connection, "SELECT 1 FROM pg_database WHERE datname = '" + Cluster.DATABASE + "'")) {
        statement.execute("CREATE DATABASE %s OWNER %s".formatted(Cluster.DATABASE, Cluster.OWNER));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot prepare the embedded database", e);
    }
  }

  private static boolean exists(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next();
    }
  }

  private static Connection superuser(Cluster cluster, String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", Cluster.SUPERUSER);
    properties.setProperty("password", cluster.password().reveal());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    return DriverManager.getConnection(cluster.url(database), properties);
  }

  private void run(String program, String... arguments) {
    var command = new java.util.ArrayList<String>();
    command.add(binaries.program(program).toString());
    command.addAll(List.of(arguments));
    try {
      var output = Files.createTempFile("brokerway-postgres", ".txt");
      try {
        var process =
            new ProcessBuilder(user.command(command))
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(program + " did not end within " + START_LIMIT);
        }
        if (process.exitValue() != 0) {
          throw new IllegalStateException(
              "%s ended with %d: %s"
                  .formatted(program, process.exitValue(), Files.readString(output).strip()));
        }
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + program, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + program + " ran", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
