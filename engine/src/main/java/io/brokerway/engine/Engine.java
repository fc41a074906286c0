package io.brokerway.engine;

import io.brokerway.engine.audit.AuditTrail;
import io.brokerway.engine.audit.CallLog;
import io.brokerway.engine.connections.Brokers;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.connections.Delays;
import io.brokerway.engine.events.EventFeed;
import io.brokerway.engine.events.EventLog;
import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.market.Market;
import io.brokerway.engine.orders.EngineVenues;
import io.brokerway.engine.orders.OrderDesk;
import io.brokerway.engine.orders.Orders;
import io.brokerway.engine.orders.QueueStatus;
import io.brokerway.engine.plugins.Plugins;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.engine.portfolio.RequestedSyncs;
import io.brokerway.engine.portfolio.Sync;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.vault.Vault;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The whole engine: {@link #open} it, {@link #start} it, close it. Nothing is sent to a broker
 * before the start; starting is recovering, there is no other way. Thread-safe.
 */
public final class Engine implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Plugins plugins;
  private final Database database;
  private final Vault vault;
  private final EventLog eventLog;
  private final EventFeed eventFeed;
  private final AuditTrail audit;
  private final Identity identity;
  private final Connections connections;
  private final Accounts accounts;
  private final Sync sync;
  private final Portfolio portfolio;
  private final RequestedSyncs requestedSyncs;
  private final Market market;
  private final Orders orders;

  private Engine(EngineConfig config) {
    // Settings are checked before anything is opened.
    plugins = config.plugins();
    var brokers = Brokers.of(plugins.brokers(), config.brokerSettings());
    try {
      database = opened(Database.open(config.storage(), config.clock()));
      vault = Vault.open(database, config.keys());
      eventLog = new EventLog(database);
      eventFeed = opened(new EventFeed(database, eventLog));
      audit = new AuditTrail(database);
      identity = opened(new Identity(database, vault, eventFeed));
      var calls = opened(new CallLog(database, config.metrics()));
      var delays = opened(new Delays());
      connections =
          opened(
              new Connections(
                  database, vault, brokers, calls::sink, delays, config.highExposureLogins()));
      accounts = new Accounts(database, vault, connections, config.syncInterval().multipliedBy(2));
      sync =
          opened(
              new Sync(
                  database,
                  connections,
                  accounts,
                  delays,
                  config.syncInterval(),
                  System::nanoTime));
      portfolio = new Portfolio(database, connections, accounts, sync);
      requestedSyncs = new RequestedSyncs(database, connections, accounts, sync);
      market = new Market(database, connections, System::nanoTime);
      orders =
          opened(
              new Orders(
                  database,
                  eventLog,
                  new EngineVenues(connections, accounts, portfolio, market),
                  vault,
                  config.limits(),
                  config.orders(),
                  config.metrics()));
      connections.addFeed(orders.feed());
      connections.addGuard(orders.guard());
      portfolio.addListener(orders.portfolioListener());
      var meters = new EngineMeters(config.metrics());
      meters.watch(database);
      meters.watch(sync);
      meters.watch(plugins);
      meters.watch(connections);
      meters.watch(orders::queue, System::nanoTime);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens the database and wires the parts; sends nothing yet.
   *
   * @throws IllegalArgumentException if a setting is wrong
   * @throws io.brokerway.engine.storage.StorageUnavailable if the database cannot be reached
   */
  public static Engine open(EngineConfig config) {
    return new Engine(config);
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  /** Recovers what an earlier process left open, then opens streams, syncs and dispatches. */
  public void start() {
    connections.load();
    orders.start();
    connections.start();
    sync.start();
  }

  public Database database() {
    return database;
  }

  public Vault vault() {
    return vault;
  }

  public EventLog events() {
    return eventLog;
  }

  public EventFeed eventFeed() {
    return eventFeed;
  }

  public AuditTrail audit() {
    return audit;
  }

  public Identity identity() {
    return identity;
  }

  /** What became of the plugins. */
  public Plugins plugins() {
    return plugins;
  }

  public Connections connections() {
    return connections;
  }

  public Accounts accounts() {
    return accounts;
  }

  public Portfolio portfolio() {
    return portfolio;
  }

  public Sync sync() {
    return sync;
  }

  /** The syncs that clients may ask for once an hour. */
  public RequestedSyncs requestedSyncs() {
    return requestedSyncs;
  }

  public Market market() {
    return market;
  }

  public OrderDesk orders() {
    return orders.desk();
  }

  /** How the queue of order commands stands. */
  public QueueStatus queue() {
    return orders.queue();
  }

  /**
   * Closes the parts in the reverse of their order; each one drains what it holds, all of them
   * within ten seconds.
   */
  @Override
  public void close() {
    Closing.USUAL.close(parts);
  }
}
