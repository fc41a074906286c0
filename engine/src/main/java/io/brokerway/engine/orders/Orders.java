package io.brokerway.engine.orders;

import io.brokerway.engine.connections.BrokerFeed;
import io.brokerway.engine.connections.DisconnectGuard;
import io.brokerway.engine.events.EventLog;
import io.brokerway.engine.portfolio.PortfolioListener;
import io.brokerway.engine.risk.KillSwitch;
import io.brokerway.engine.risk.RiskLimits;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.vault.Vault;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole of order handling. Make it, hand its {@link #feed}, {@link #portfolioListener} and
 * {@link #guard} to the packages below, then {@link #start} it: starting is recovering.
 */
public final class Orders implements AutoCloseable {
  private final Database database;
  private final OrderSettings settings;
  private final SteadyClock clock;
  private final Timers timers = new Timers();
  private final KillSwitch killSwitch;
  private final Sender sender;
  private final Dispatcher dispatcher;
  private final Resolver resolver;
  private final Reconciler reconciler;
  private final OrderDesk desk;
  private final DisconnectGuard guard;

  /** With the install's secret from the vault and the machine's monotonic clock. */
  public Orders(
      Database database,
      EventLog log,
      Venues venues,
      Vault vault,
      RiskLimits limits,
      OrderSettings settings,
      MeterRegistry metrics) {
    this(
        database,
        log,
        venues,
        new ClientOrderIds(vault::mac, vault.installPrefix()),
        limits,
        settings,
        System::nanoTime,
        metrics);
  }

  Orders(
      Database database,
      EventLog log,
      Venues venues,
      ClientOrderIds clientOrderIds,
      RiskLimits limits,
      OrderSettings settings,
      LongSupplier nanos,
      MeterRegistry metrics) {
    this.database = database;
    this.settings = settings;
    this.clock = new SteadyClock(database.clock(), nanos);
    this.killSwitch = new KillSwitch(database);
    var meters = new OrderMeters(metrics, nanos);
    var kind = new OrderKind(venues, database.partitions(), database.ids(), clock);
    var journal = new OrderJournal(database.writer(), kind);
    this.sender = new Sender(database, venues, journal, killSwitch, settings, clock, meters);
    this.dispatcher = new Dispatcher(database, venues, journal, sender, settings, clock);
    this.resolver =
        new Resolver(database, venues, journal, sender, settings, clock, timers, meters);
    this.reconciler = new Reconciler(database, venues, journal, resolver, settings, clock, timers);
    this.desk =
        new OrderDesk(
            database,
            log,
            venues,
            journal,
            new PlaceKind(venues, limits),
            dispatcher,
            clientOrderIds,
            killSwitch,
            limits,
            settings,
            clock,
            meters);
    this.guard = new EndOfAccounts(database, venues, journal, desk, settings, clock);
  }

  public OrderDesk desk() {
    return desk;
  }

  public KillSwitch killSwitch() {
    return killSwitch;
  }

  /** Hears of the streams: to be added to the connections before their start. */
  public BrokerFeed feed() {
    return reconciler;
  }

  /** Hears of balance reads: to be added to the portfolio before its start. */
  public PortfolioListener portfolioListener() {
    return new Reservations(database.writer(), settings);
  }

  /**
   * Holds back a disconnect with working orders, or cancels them before a forced one: to be added
   * to the connections.
   */
  public DisconnectGuard guard() {
    return guard;
  }

  /** Recovers what an earlier process left open and begins to send. */
  public void start() {
    killSwitch.refresh();
    dispatcher.start();
    reconciler.recover();
    timers.soon(dispatcher::poll);
    timers.every(settings.poll(), dispatcher::poll);
    timers.every(settings.poll(), killSwitch::refresh);
    timers.every(settings.openPoll(), reconciler::pollDue);
  }

  /** How the queue stands. */
  public QueueStatus queue() {
    record Counted(long depth, @Nullable Instant oldest, long unresolved) {}
    var counted =
        database.readSystem(tx ->
            tx.first(
                    """
                    SELECT (SELECT count(*) FROM order_command WHERE state = 'QUEUED') AS depth,
                           (SELECT min(created_at) FROM order_command WHERE state = 'QUEUED')
                             AS oldest,
                           (SELECT count(*) FROM order_command
                             WHERE state IN ('UNKNOWN', 'NEEDS_DECISION')) AS unresolved
                    """,
                    row ->
                        new Counted(
                            row.getLong("depth"),
                            Columns.instantOrNull(row, "oldest"),
                            row.getLong("unresolved")))
                .orElse(new Counted(0, null, 0)));
    var age =
        counted.oldest() == null ? Duration.ZERO : Duration.between(counted.oldest(), clock.now());
    return new QueueStatus(
        counted.depth(),
        age.isNegative() ? Duration.ZERO : age,
        sender.inFlight(),
        counted.unresolved(),
        sender.processedPerMinute(),
        (timers.isAlive() ? 1 : 0) + dispatcher.lanesRunning());
  }

  @Override
  public void close() {
    reconciler.close();
    dispatcher.close();
    timers.close();
  }
}
