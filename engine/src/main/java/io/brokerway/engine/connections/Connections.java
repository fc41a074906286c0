package io.brokerway.engine.connections;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.vault.Vault;
import io.brokerway.engine.vault.VaultException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects users to their brokers and keeps the open brokers. Thread-safe.
 *
 * <p>Logins throw the broker's {@link BrokerException} (LoginRefused: what the user brought is
 * wrong; Unavailable) or a {@link ConnectionException}; then nothing is stored.
 */
public final class Connections implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final Services services;
  private final Observers observers = new Observers();
  private final List<DisconnectGuard> guards = new CopyOnWriteArrayList<>();
  private final Registry registry;
  private final LoginDesk desk;

  /**
   * Wires it; {@link #load} and {@link #start} come later.
   *
   * @param calls where the records of calls for a tenant go
   * @param highExposure whether logins that hold a password or the like are allowed
   */
  public Connections(
      Database database,
      Vault vault,
      Brokers brokers,
      Function<TenantId, Consumer<CallRecord>> calls,
      Delays delays,
      boolean highExposure) {
    registry = new Registry();
    services =
        new Services(
            database,
            new ConnectionStore(vault),
            brokers,
            new Applications(database, vault, brokers),
            new VenueJournals(database),
            calls,
            new Feeds(delays),
            delays,
            registry,
            new QuoteWatches(registry),
            database.clock(),
            database.ids().next());
    desk =
        new LoginDesk(
            services,
            new DraftStore(vault),
            vault,
            new LoginKeeper(services, observers),
            highExposure);
  }

  /** Reads the connections of this install; brokers are opened when they are first asked for. */
  public void load() {
    registry.load(services);
  }

  /** Opens the streams. */
  public void start() {
    registry.all().forEach(LiveConnection::startStream);
    sweepLater();
  }

  private void sweepLater() {
    services
        .delays()
        .after(
            SWEEP,
            "sweep-logins",
            () -> {
              try {
                desk.sweep();
              } finally {
                sweepLater();
              }
            });
  }

  /** Starts a login; the answer says what comes next, or that it is done. */
  public LoginProgress connect(Owner owner, ConnectRequest request) {
    return desk.begin(owner, request, null);
  }

  /**
   * Checks a request against the broker's logins; asks nobody and stores nothing.
   *
   * @throws ConnectionException.BadRequest naming the field and what is taken
   */
  public void requireFits(ConnectRequest request) {
    desk.requireFits(request);
  }

  /** Goes on with a login of this owner. */
  public LoginProgress proceed(Owner owner, UUID connection, LoginAnswer answer) {
    return desk.proceed(owner, connection, answer);
  }

  /**
   * Goes on with the login whose one-time state token came back by redirect; once only.
   *
   * @param browser what the browser holds that came back; absent if it holds nothing
   * @throws ConnectionException.WrongState if no login of this broker waits for the token
   * @throws ConnectionException.OtherBrowser if another browser began the login: it still waits
   */
  public LoginProgress returned(
      BrokerId broker, String stateToken, URI address, @Nullable Secret browser) {
    return desk.returned(broker, stateToken, address, browser);
  }

  /** Logs in again under the same id; must reach the same broker accounts. */
  public LoginProgress reconnect(Owner owner, UUID connection, ConnectRequest request) {
    var ref = stored(owner, connection).ref();
    if (!ref.broker().equals(request.broker())) {
      throw new ConnectionException.BadRequest(
          "broker",
          "the connection is one of %s, not %s".formatted(ref.broker(), request.broker()));
    }
    var same =
        new ConnectRequest(
            request.broker(),
            request.option(),
            ref.environment(),
            request.fields(),
            request.redirectUri(),
            request.browser());
    return desk.begin(owner, same, ref);
  }

  /** All of an owner but the disconnected ones, the newest first. */
  public List<ConnectionView> list(Owner owner) {
    return services
        .database()
        .readTenant(owner.tenant(), tx -> services.store().ofOwner(tx, owner))
        .stream()
        .map(this::view)
        .toList();
  }

  /**
   * One connection, disconnected ones too.
   *
   * @throws ConnectionException.NotFound if the owner has none of that id
   */
  public ConnectionView connection(Owner owner, UUID connection) {
    return registry
        .find(connection)
        .filter(live -> live.ref().owner().equals(owner))
        .map(LiveConnection::view)
        .orElseGet(() -> view(row(owner, connection)));
  }

  /** A connection of any user of a tenant, for an application; empty if it has none of that id. */
  public Optional<ConnectionView> ofTenant(TenantId tenant, UUID connection) {
    return services
        .database()
        .readTenant(tenant, tx -> services.store().find(tx, tenant, connection))
        .map(this::view);
  }

  private ConnectionView view(StoredConnection row) {
    return registry.find(row.ref().connection()).map(LiveConnection::view).orElseGet(row::view);
  }

  /** The row of a connection that is not disconnected. */
  private StoredConnection stored(Owner owner, UUID connection) {
    var row = row(owner, connection);
    if (row.standing().state() == ConnectionState.DISCONNECTED) {
      throw new ConnectionException.NotFound("connection " + connection + " has ended");
    }
    return row;
  }

  private StoredConnection row(Owner owner, UUID connection) {
    return services
        .database()
        .readTenant(owner.tenant(), tx -> services.store().find(tx, owner.tenant(), connection))
        .filter(row -> row.ref().owner().equals(owner))
        .orElseThrow(
            () -> new ConnectionException.NotFound("there is no connection " + connection));
  }

  /**
   * Disconnects: the login is revoked at the broker where it offers that, the credentials are
   * destroyed, the data of its accounts removed.
   *
   * @param force although orders work or are unknown
   * @throws ConnectionException.WorkingOrders unless forced
   */
  public ConnectionView disconnect(Owner owner, UUID connection, boolean force) {
    var row = stored(owner, connection);
    askGuards(row.ref(), accountIds(row.ref()), force);
    return end(row, "disconnected by the user");
  }

  private List<UUID> accountIds(ConnectionRef ref) {
    return services.database().readSystem(tx -> observers.accountIds(tx, ref));
  }

  /**
   * Asks everyone who may hold back an end of accounts.
   *
   * @throws ConnectionException.WorkingOrders if orders work or are unknown, unless forced
   */
  public void askGuards(ConnectionRef ref, List<UUID> accounts, boolean force) {
    if (force) {
      guards.forEach(guard -> guard.beforeForced(ref, accounts));
      return;
    }
    var working =
        guards.stream().flatMap(guard -> guard.workingOrders(ref, accounts).stream()).toList();
    if (!working.isEmpty()) {
      throw new ConnectionException.WorkingOrders(working);
    }
  }

  private ConnectionView end(StoredConnection row, String reason) {
    var ref = row.ref();
    var now = services.now();
    var credentials = credentialsToRevoke(row);
    var end = row.standing().after(new Standing.Ended(reason), now);
    services
        .database()
        .inTenant(
            ref.owner().tenant(),
            tx -> {
              services.store().lock(tx, ref.owner().tenant(), ref.connection());
              desk.forget(tx, ref);
              services.store().destroyCredentials(tx, ref);
              services.store().saveStanding(tx, ref, end);
              observers.disconnected(tx, ref, now);
              tx.append(
                  new Payload()
                      .with("broker", ref.broker())
                      .with("reason", reason)
                      .fact(
                          ref.owner(),
                          null,
                          "connection.disconnected",
                          ref.connection().toString(),
                          "user:" + ref.owner().user()));
              return true;
            });
    registry.find(ref.connection()).ifPresent(live -> live.ended(end));
    registry.remove(ref.connection());
    credentials.ifPresent(login -> revoke(ref, login));
    return row.view(end);
  }

  private Optional<Credentials> credentialsToRevoke(StoredConnection row) {
    try {
      return row.version() == 0
          ? Optional.empty()
          : Optional.of(services.database().inSystem(tx -> services.store().credentials(tx, row)));
    } catch (VaultException e) {
      log.warn(
          "credentials cannot be read to revoke them: connection={}", row.ref().connection(), e);
      return Optional.empty();
    }
  }

  /** Our copy is gone already: that the broker cannot be reached changes nothing of that. */
  private void revoke(ConnectionRef ref, Credentials credentials) {
    try {
      services
          .brokers()
          .factory(ref.broker())
          .login(services.context(ref.owner(), ref.broker()))
          .logout(credentials);
    } catch (RuntimeException e) {
      log.warn("the login could not be revoked: connection={}", ref.connection(), e);
    } finally {
      credentials.secrets().values().forEach(Secret::close);
    }
  }

  /**
   * The open broker of a connection, whose failures move the connection's state. The caller keeps
   * it for one piece of work only: it is replaced when credentials change.
   *
   * @throws BrokerException.LoginNeeded if the connection waits for its user
   * @throws ConnectionException.NotFound if there is none, or it is disconnected
   */
  public Broker broker(UUID connection) {
    return registry.get(connection).broker();
  }

  /**
   * Asks a part of the contract that only some brokers have.
   *
   * @throws BrokerException.Unsupported if the connection's broker has it not
   */
  public <P, T> T ask(UUID connection, Class<P> part, Function<P, T> question) {
    var broker = registry.get(connection).broker();
    if (!part.isInstance(broker.unwrapped())) {
      throw new BrokerException.Unsupported("this broker has no " + part.getSimpleName());
    }
    return broker.ask(() -> question.apply(part.cast(broker.unwrapped())));
  }

  /** Whether the connection's broker has a part of the contract; opens it if it is not open. */
  public boolean offers(UUID connection, Class<?> part) {
    return part.isInstance(registry.get(connection).broker().unwrapped());
  }

  /** Of the open broker, else of the broker's profile; no I/O. */
  public Capabilities capabilities(ConnectionRef connection) {
    return registry
        .find(connection.connection())
        .map(LiveConnection::capabilities)
        .orElseGet(() -> services.brokers().factory(connection.broker()).profile().capabilities());
  }

  /**
   * What never changes of a connection, whoever's it is.
   *
   * @throws ConnectionException.NotFound if there is none that is live
   */
  public ConnectionRef ref(UUID connection) {
    return registry.get(connection).ref();
  }

  /** Its present state, from memory; disconnected if it is not live. */
  public ConnectionState state(UUID connection) {
    return registry
        .find(connection)
        .map(live -> live.standing().state())
        .orElse(ConnectionState.DISCONNECTED);
  }

  /** The connections whose login is good, in no order. */
  public List<ConnectionRef> open() {
    return registry.all().stream()
        .filter(live -> live.standing().state().isOpen())
        .map(LiveConnection::ref)
        .toList();
  }

  /** How many live connections of a broker are in a state, from memory. */
  public long count(BrokerId broker, ConnectionState state) {
    return registry.all().stream()
        .filter(live -> live.ref().broker().equals(broker) && live.standing().state() == state)
        .count();
  }

  /** Whether its stream is connected and was heard within its heartbeat. */
  public boolean isStreamUp(UUID connection) {
    return registry.find(connection).map(LiveConnection::isStreamUp).orElse(false);
  }

  /** Renews the token of a connection if it ends soon, so that no order has to wait for it. */
  public void renewEarly(UUID connection) {
    registry.get(connection).renewEarly();
  }

  public Brokers brokers() {
    return services.brokers();
  }

  /** The applications that tenants have of their own at brokers. */
  public Applications applications() {
    return services.applications();
  }

  /** Adds who hears of what brokers tell; before the start. */
  public void addFeed(BrokerFeed feed) {
    services.feeds().add(feed);
  }

  /** Adds who may hold back a disconnect; before the start. */
  public void addGuard(DisconnectGuard guard) {
    guards.add(guard);
  }

  /** Adds who takes part in connecting and disconnecting; before the start. */
  public void addObserver(ConnectionObserver observer) {
    observers.add(observer);
  }

  /** Lets go of streams, brokers and adapters; logs nobody out. */
  @Override
  public void close() {
    registry.all().forEach(LiveConnection::close);
    services.brokers().close();
  }
}
