package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.connections.ConnectionObserver;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.connections.Payload;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.ReadCache;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import io.brokerway.engine.vault.Vault;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The accounts of all connections, each reached through its owner. Thread-safe. */
public final class Accounts {
  // Far above what one process drives; an account costs a few hundred bytes.
  private static final int MAX_CACHED = 200_000;
  // News of changes comes at once; this bounds what a lost one can do.
  private static final Duration CACHED_FOR = Duration.ofSeconds(30);

  private record Cached(AccountRef ref, Account.Status status) {}

  // Any fixed bits below the variant: the id stays a random one of version 7.
  private static final long FIRST_ACCOUNT = 0x15B3_7C4E_2D91_A6F8L;

  /** Where an account is at its broker. */
  private record Place(UUID connection, AccountKey key) {}

  private final Database database;
  private final Connections connections;
  private final AccountStore store;
  private final FigureViews figures;
  // What does not exist is not kept: asked for by anyone, it would push out what does.
  private final ReadCache<UUID, Optional<Cached>> byId =
      cache(found -> found.isPresent() ? CACHED_FOR : Duration.ZERO);
  private final ReadCache<Place, Optional<UUID>> byPlace = cache(_ -> CACHED_FOR);
  private final ReadCache<Owner, List<AccountRef>> byOwner = cache(_ -> CACHED_FOR);

  /**
   * Wires it.
   *
   * @param freshFor how old a good read may be before its figures count as stale
   */
  public Accounts(Database database, Vault vault, Connections connections, Duration freshFor) {
    this.database = database;
    this.connections = connections;
    this.store = new AccountStore(vault);
    this.figures = new FigureViews(new FigureStore(), new FillStore(), database.clock(), freshFor);
    connections.addObserver(new Keeper());
    // Only once it is committed: who read before must not keep what was.
    database.onCommit((_, _, facts) -> facts.forEach(this::heard));
  }

  private static <K, V> ReadCache<K, V> cache(Function<V, Duration> goodFor) {
    return new ReadCache<>(MAX_CACHED, goodFor, System::nanoTime);
  }

  private void heard(Fact fact) {
    if (fact.type().startsWith("account.") && fact.accountId() != null) {
      byId.forget(fact.accountId());
      byPlace.forgetAll();
      if (fact.userId() != null) {
        byOwner.forget(new Owner(fact.tenant(), new UserId(fact.userId())));
      }
    } else if (fact.type().equals("connection.disconnected")) {
      byId.forgetAll();
      byPlace.forgetAll();
      byOwner.forgetAll();
    }
  }

  /**
   * An account of an owner, from a cache.
   *
   * @param user absent for any user of the tenant (an application's key)
   * @throws ConnectionException.NotFound if it is not there, was removed or belongs to another
   */
  public AccountRef account(TenantId tenant, @Nullable UserId user, UUID account) {
    return find(account)
        .filter(found -> found.tenant().equals(tenant))
        .filter(found -> user == null || found.user().equals(user))
        .orElseThrow(() -> new ConnectionException.NotFound("there is no account " + account));
  }

  /** An account whoever's it is: for recovery and streams, never for a request. */
  public Optional<AccountRef> find(UUID account) {
    return cachedOrRead(account).map(Cached::ref);
  }

  /** What the broker last said that can be done with an account. */
  public Account.Status status(AccountRef account) {
    return cachedOrRead(account.account()).map(Cached::status).orElse(Account.Status.CLOSED);
  }

  private Optional<Cached> cachedOrRead(UUID account) {
    return byId.get(
        account,
        id ->
            database
                .readSystem(tx -> store.find(tx, id))
                .map(row -> new Cached(ref(row), row.account().status())));
  }

  AccountRef ref(AccountRow row) {
    return new AccountRef(
        row.connection(),
        row.id(),
        row.account().key(),
        row.account().environment(),
        row.account().currency(),
        () -> connections.capabilities(row.connection()));
  }

  /** The account of a connection that its broker knows by a key. */
  public Optional<AccountRef> byKey(UUID connection, AccountKey key) {
    return byPlace
        .get(
            new Place(connection, key),
            place ->
                ofConnection(place.connection()).stream()
                    .filter(ref -> ref.brokerKey().equals(place.key()))
                    .map(AccountRef::account)
                    .findFirst())
        .flatMap(this::find);
  }

  /** The accounts of a connection, in the order in which they were first seen. */
  public List<AccountRef> ofConnection(UUID connection) {
    return ofConnection(connections.ref(connection));
  }

  /** The same of a connection whose login may still wait for its user. */
  public List<AccountRef> ofConnection(ConnectionRef connection) {
    return rows(connection).stream().map(this::ref).toList();
  }

  /**
   * The id that a connection's first account has, or will have once a login that waits for its user
   * is done; the other way round, the connection of such an account.
   */
  public static UUID firstId(UUID connection) {
    return new UUID(
        connection.getMostSignificantBits(), connection.getLeastSignificantBits() ^ FIRST_ACCOUNT);
  }

  /** The account of a connection that a text names: the broker's key for it, or its number. */
  public Optional<AccountRef> named(ConnectionRef connection, String name) {
    return database
        .inTenant(
            connection.owner().tenant(),
            tx -> {
              for (var row :
                  store.ofConnection(tx, connection.owner().tenant(), connection.connection())) {
                if (row.account().key().value().equals(name)
                    || store.number(tx, row).equals(name)) {
                  return Optional.of(row);
                }
              }
              return Optional.<AccountRow>empty();
            })
        .map(this::ref);
  }

  List<AccountRow> rows(ConnectionRef connection) {
    return database.readSystem(
        tx -> store.ofConnection(tx, connection.owner().tenant(), connection.connection()));
  }

  /** The accounts of an owner, in the order in which they were first seen. */
  public List<AccountRef> ofOwner(Owner owner) {
    return byOwner.get(owner, one -> rows(one).stream().map(this::ref).toList());
  }

  List<AccountRow> rows(Owner owner) {
    return database.readTenant(owner.tenant(), tx -> store.ofOwner(tx, owner));
  }

  /** The accounts of an owner with connection state, balance and freshness, the oldest first. */
  public List<AccountView> views(Owner owner) {
    var rows = rows(owner);
    return database.readTenant(
        owner.tenant(),
        tx -> {
          var found = new ArrayList<AccountView>();
          for (var row : rows) {
            found.add(view(tx, row));
          }
          return found;
        });
  }

  /** One account with connection state, balance and freshness. */
  public AccountView view(AccountRef account) {
    return database.readTenant(
        account.tenant(),
        tx -> view(tx, store.find(tx, account.account()).orElseThrow(() -> gone(account))));
  }

  private static ConnectionException gone(AccountRef account) {
    return new ConnectionException.NotFound("there is no account " + account.account());
  }

  private AccountView view(Tx tx, AccountRow row) throws SQLException {
    var ref = ref(row);
    var last = figures.lastRun(tx, ref);
    var account = row.account();
    return new AccountView(
        row.id(),
        connections.connection(ref.owner(), ref.connection()),
        account.key().value(),
        account.number(),
        account.name(),
        account.type(),
        account.environment(),
        account.currency().code(),
        account.status(),
        account.restriction(),
        row.createdAt(),
        last.balance().at(),
        last.problem(),
        figures.balance(tx, ref));
  }

  FigureViews figures() {
    return figures;
  }

  /** Takes over what a sync read of the accounts of a connection; new ones are added. */
  void save(ConnectionRef connection, List<Account> accounts) {
    var known = rows(connection);
    var changed =
        accounts.stream()
            .filter(account -> known.stream().noneMatch(row -> isSame(row.account(), account)))
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    database.inSystem(tx -> {
      merge(tx, connection, changed, database.clock().instant());
      return true;
    });
  }

  private static boolean isSame(Account stored, Account read) {
    return stored.key().equals(read.key())
        && stored.name().equals(read.name())
        && stored.type() == read.type()
        && stored.currency().equals(read.currency())
        && stored.status() == read.status()
        && stored.restriction().equals(read.restriction());
  }

  private void merge(Tx tx, ConnectionRef connection, List<Account> accounts, Instant now)
      throws SQLException {
    var known = store.ofConnection(tx, connection.owner().tenant(), connection.connection());
    var added = 0;
    for (var account : accounts) {
      var row = known.stream().filter(one -> one.account().key().equals(account.key())).findFirst();
      if (row.isEmpty()) {
        // A microsecond apart: they are listed in the order in which the broker named them.
        add(tx, connection, account, now.plus(added++, ChronoUnit.MICROS));
      } else if (store.update(tx, row.get(), account)) {
        tx.append(fact(connection, row.get().id(), account, "account.changed"));
      }
    }
  }

  private void add(Tx tx, ConnectionRef connection, Account account, Instant now)
      throws SQLException {
    var first = firstId(connection.connection());
    var id = store.isTaken(tx, first) ? database.ids().next() : first;
    store.insert(tx, connection, id, account, now);
    tx.append(fact(connection, id, account, "account.added"));
  }

  private static Fact fact(ConnectionRef connection, UUID id, Account account, String type) {
    return new Payload()
        .with("connection", connection.connection())
        .with("broker", connection.broker())
        .with("environment", account.environment())
        .with("currency", account.currency())
        .with("status", account.status())
        .with("restriction", account.restriction())
        .fact(connection.owner(), id, type, id.toString(), "system");
  }

  /**
   * Removes one account with its data; the last one of a connection disconnects it.
   *
   * @throws ConnectionException.WorkingOrders unless forced
   */
  public void remove(Owner owner, UUID account, boolean force) {
    var ref = account(owner.tenant(), owner.user(), account);
    var siblings = ofConnection(ref.connection());
    if (siblings.size() <= 1) {
      connections.disconnect(owner, ref.connection(), force);
      return;
    }
    connections.askGuards(ref.connectionRef(), List.of(account), force);
    database.inTenant(
        owner.tenant(),
        tx -> {
          removeLocked(tx, ref, database.clock().instant());
          return true;
        });
  }

  private void removeLocked(Tx tx, AccountRef ref, Instant now) throws SQLException {
    if (!store.lock(tx, ref.tenant(), ref.account())) {
      return;
    }
    var row = store.find(tx, ref.account());
    if (row.isPresent()) {
      store.remove(tx, row.get(), now);
      tx.append(fact(ref.connectionRef(), ref.account(), row.get().account(), "account.removed"));
    }
  }

  AccountStore store() {
    return store;
  }

  /** Adds accounts in the transaction that connects, removes them in the one that disconnects. */
  private final class Keeper implements ConnectionObserver {

    @Override
    public void onConnected(Tx tx, ConnectionRef connection, List<Account> accounts, Instant at)
        throws SQLException {
      merge(tx, connection, accounts, at);
    }

    @Override
    public void onDisconnected(Tx tx, ConnectionRef connection, Instant at) throws SQLException {
      for (var row : store.ofConnection(tx, connection.owner().tenant(), connection.connection())) {
        store.lock(tx, connection.owner().tenant(), row.id());
        store.remove(tx, row, at);
      }
    }

    @Override
    public List<String> accountKeys(Tx tx, ConnectionRef connection) throws SQLException {
      return store.ofConnection(tx, connection.owner().tenant(), connection.connection()).stream()
          .map(row -> row.account().key().value())
          .toList();
    }

    @Override
    public List<UUID> accountIds(Tx tx, ConnectionRef connection) throws SQLException {
      return store.ofConnection(tx, connection.owner().tenant(), connection.connection()).stream()
          .map(AccountRow::id)
          .toList();
    }
  }
}
