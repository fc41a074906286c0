package io.brokerway.engine.portfolio;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.engine.connections.BrokerFeed;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.connections.ConnectionState;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.connections.Delays;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.StorageUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the accounts of all connections: every few minutes, and when asked. Thread-safe. */
public final class Sync implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sync.class);

  /** How soon the broker's own figures are wanted after a fill moved ours. */
  static final Duration AFTER_A_FILL = Duration.ofSeconds(5);

  private static final Duration IN_DOUBT = Duration.ofSeconds(1);
  private static final Duration AFTER_A_CHANGE = Duration.ofSeconds(1);
  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final Duration DRAIN = Duration.ofSeconds(4);
  private static final Duration DRAIN_POLL = Duration.ofMillis(5);
  private static final Duration MAINTENANCE = Duration.ofHours(12);

  private final Database database;
  private final Connections connections;
  private final Accounts accounts;
  private final Delays delays;
  private final Duration interval;
  private final SnapshotWriter writer;
  private final AccountReader reader;
  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<UUID, SyncJob> jobs = new ConcurrentHashMap<>();
  // Connections whose regular reads are in the queue: each is in it once.
  private final Set<UUID> scheduled = ConcurrentHashMap.newKeySet();
  private final List<SyncListener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger active = new AtomicInteger();
  private volatile boolean running;

  /**
   * Wires it; {@link #start} begins the regular reads.
   *
   * @param interval between two reads of a connection
   * @param nanoTime a monotonic clock
   */
  public Sync(
      Database database,
      Connections connections,
      Accounts accounts,
      Delays delays,
      Duration interval,
      LongSupplier nanoTime) {
    this.database = database;
    this.connections = connections;
    this.accounts = accounts;
    this.delays = delays;
    this.interval = interval;
    this.nanoTime = nanoTime;
    this.writer =
        new SnapshotWriter(database, accounts.store(), new TransactionStore(database.ids()));
    this.reader = new AccountReader(database.clock(), nanoTime);
    connections.addFeed(new Listener());
  }

  /** Adds who hears of stored syncs; before the start. */
  public void addListener(SyncListener listener) {
    listeners.add(listener);
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  SnapshotWriter writer() {
    return writer;
  }

  Duration interval() {
    return interval;
  }

  /** Starts the regular reads, the first ones soon and spread. */
  public void start() {
    running = true;
    maintain();
    var first = interval.compareTo(LONGEST_START) < 0 ? interval : LONGEST_START;
    connections.open().forEach(ref -> schedule(ref.connection(), spread(ref.connection(), first)));
  }

  private void maintain() {
    try {
      database.inSystem(tx ->
          tx.first("SELECT maintain_sync_partitions(?)", row -> true, database.clock().instant()));
    } catch (StorageUnavailable e) {
      log.warn("partitions are made later, rows wait in the default one", e);
    }
    delays.after(MAINTENANCE, "sync-partitions", this::maintain);
  }

  /** A part of a span that is the same for a connection each time and even over all of them. */
  private static Duration spread(UUID connection, Duration span) {
    var part = Math.floorMod(connection.hashCode(), 1_000);
    return span.multipliedBy(part).dividedBy(1_000);
  }

  private void schedule(UUID connection, Duration first) {
    if (scheduled.add(connection)) {
      later(connection, first);
    }
  }

  private void later(UUID connection, Duration wait) {
    delays.after(
        wait,
        "sync-" + connection,
        () -> {
          if (!running) {
            return;
          }
          try {
            regular(connection);
          } finally {
            if (connections.state(connection) != ConnectionState.DISCONNECTED) {
              later(connection, interval);
            } else {
              scheduled.remove(connection);
              jobs.remove(connection);
            }
          }
        });
  }

  private void regular(UUID connection) {
    if (!connections.state(connection).isOpen()) {
      return;
    }
    try {
      connections.renewEarly(connection);
      var _ = job(connection).join();
    } catch (BrokerException | ConnectionException | StorageUnavailable e) {
      log.debug("a regular sync was not possible: connection={}", connection, e);
    }
  }

  /**
   * Reads a connection now and waits for it. A failed read is in the report, not thrown.
   *
   * @throws BrokerException.LoginNeeded if the connection waits for its user
   * @throws ConnectionException.NotFound if there is none
   */
  public SyncReport sync(UUID connection) {
    var ref = connections.ref(connection);
    if (!connections.state(connection).isOpen()) {
      throw new BrokerException.LoginNeeded("the connection waits for its user to log in");
    }
    return job(ref.connection()).join();
  }

  /**
   * Asks for a read soon, after the given delay at most; many requests make one read. Before the
   * start it does nothing: starting reads all.
   */
  public void request(UUID connection, Duration within) {
    if (running) {
      job(connection).request(within);
    }
  }

  private SyncJob job(UUID connection) {
    return jobs.computeIfAbsent(connection, id -> new SyncJob(() -> run(id), delays, "sync-" + id));
  }

  private SyncReport run(UUID connection) {
    active.incrementAndGet();
    try {
      return read(connection);
    } finally {
      active.decrementAndGet();
    }
  }

  private SyncReport read(UUID connection) {
    var ref = connections.ref(connection);
    var startedAt = database.clock().instant();
    Broker broker;
    Reading<List<Account>> read;
    try {
      broker = connections.broker(connection);
      read = broker.fetchAccounts();
    } catch (BrokerException e) {
      return failed(ref, startedAt, e.getMessage());
    }
    accounts.save(ref, read.value());
    var runs = new ArrayList<SyncRunView>();
    for (var row : accounts.rows(ref)) {
      var shown = read.value().stream().anyMatch(one -> one.key().equals(row.account().key()));
      var reading =
          shown
              ? reader.read(broker, row.account().key(), since(ref, row))
              : AccountReading.failed(startedAt, "the broker does not show this account now");
      write(accounts.ref(row), reading, runs);
    }
    return new SyncReport(runs);
  }

  /** From where transactions are read: what the broker may book late is read again. */
  private @Nullable Instant since(ConnectionRef ref, AccountRow row) {
    var cursor = row.transactionsCursor();
    return cursor == null
        ? null
        : cursor.minus(connections.capabilities(ref).history().transactionOverlap());
  }

  private SyncReport failed(ConnectionRef ref, Instant startedAt, @Nullable String why) {
    var runs = new ArrayList<SyncRunView>();
    var problem = why == null ? "the broker did not answer" : why;
    for (var row : accounts.rows(ref)) {
      write(accounts.ref(row), AccountReading.failed(startedAt, problem), runs);
    }
    return new SyncReport(runs);
  }

  private void write(AccountRef account, AccountReading reading, List<SyncRunView> runs) {
    var written = writer.write(account, reading);
    if (written.isEmpty()) {
      return;
    }
    var run = written.get().run();
    runs.add(run);
    listeners.forEach(listener -> listener.ran(account, run));
    if (written.get().isDoubtful()) {
      request(account.connection(), IN_DOUBT);
    }
  }

  /** No further read starts; those that run may end, for a few seconds. */
  @Override
  public void close() {
    running = false;
    var deadline = nanoTime.getAsLong() + DRAIN.toNanos();
    while (active.get() > 0 && nanoTime.getAsLong() < deadline) {
      LockSupport.parkNanos(DRAIN_POLL.toNanos());
    }
  }

  /** Reads at once after a login, and when a stream says that something changed. */
  private final class Listener implements BrokerFeed {

    @Override
    public void onAccountChanged(ConnectionRef connection, AccountKey account) {
      request(connection.connection(), AFTER_A_CHANGE);
    }

    @Override
    public void onState(ConnectionRef ref, ConnectionState from, ConnectionState to) {
      if (!running || to != ConnectionState.CONNECTED) {
        return;
      }
      request(ref.connection(), Duration.ZERO);
      schedule(ref.connection(), interval.plus(spread(ref.connection(), interval.dividedBy(2))));
    }
  }
}
