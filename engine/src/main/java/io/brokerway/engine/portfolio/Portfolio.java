package io.brokerway.engine.portfolio;

import io.brokerway.broker.CashAdjustment;
import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Execution;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.connections.Payload;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.ReadCache;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The figures of accounts: the broker's last snapshot plus our fills executed since its read
 * started. Thread-safe.
 */
public final class Portfolio {
  public static final int MAX_PAGE = 500;

  private static final int MAX_SNAPSHOTS = 10_000;
  // What this process changes is known at once; the rest is time itself, which makes figures stale,
  // and what other nodes write.
  private static final Duration SNAPSHOT_GOOD_FOR = Duration.ofSeconds(1);

  private final Database database;
  private final Connections connections;
  private final Accounts accounts;
  private final SnapshotWriter writer;
  private final FigureViews views;
  private final Sync sync;
  private final ReadCache<UUID, List<PositionView>> snapshots;

  /** Wires it, with the sync that feeds it. */
  public Portfolio(Database database, Connections connections, Accounts accounts, Sync sync) {
    this.database = database;
    this.connections = connections;
    this.accounts = accounts;
    this.sync = sync;
    this.writer = sync.writer();
    this.views = accounts.figures();
    this.snapshots = new ReadCache<>(MAX_SNAPSHOTS, _ -> SNAPSHOT_GOOD_FOR, sync.nanoTime());
    writer.afterwards(snapshots::forget);
    database.onCommit((_, _, facts) -> facts.forEach(this::heard));
  }

  /** A fill moves its account; the state of a connection is part of the freshness of a figure. */
  private void heard(Fact fact) {
    if (fact.accountId() != null) {
      snapshots.forget(fact.accountId());
    } else if (fact.type().startsWith("connection.")) {
      snapshots.forgetAll();
    }
  }

  public BalanceView balance(AccountRef account) {
    return database.readTenant(account.tenant(), tx -> views.balance(tx, account));
  }

  /** The same inside a transaction (of the system, or of the account's tenant). */
  public BalanceView balance(Tx tx, AccountRef account) throws SQLException {
    return views.balance(tx, account);
  }

  /**
   * All positions that are not zero, by symbol: the same list as before while nothing moved, which
   * is looked at anew each second.
   */
  public List<PositionView> positions(AccountRef account) {
    return snapshots.get(
        account.account(),
        _ ->
            List.copyOf(database.readTenant(account.tenant(), tx -> views.positions(tx, account))));
  }

  /** The same inside a transaction (of the system, or of the account's tenant). */
  public List<PositionView> positions(Tx tx, AccountRef account) throws SQLException {
    return views.positions(tx, account);
  }

  /** What is held of one instrument in all its lots; quantity zero if nothing. */
  public Holding holding(Tx tx, AccountRef account, Instrument instrument) throws SQLException {
    return views.holding(tx, account, instrument);
  }

  /**
   * One page of transactions, the newest first.
   *
   * @param pageToken of the page before; absent for the first
   * @param limit 1 to {@link #MAX_PAGE}
   * @throws IllegalArgumentException if the token or the limit is not taken
   */
  public Page<TransactionView> transactions(
      AccountRef account, TransactionFilter filter, @Nullable String pageToken, int limit) {
    requireLimit(limit);
    var after = Optional.ofNullable(pageToken).map(PageToken::parse);
    var found =
        database.readTenant(
            account.tenant(),
            tx -> writer.transactions().list(tx, account, filter, after, limit + 1));
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    var items = found.subList(0, limit);
    var last = items.getLast();
    return new Page<>(items, new PageToken(last.transaction().occurredAt(), last.id()).text());
  }

  /** The last syncs of an account, the newest first. */
  public List<SyncRunView> syncRuns(AccountRef account, int limit) {
    requireLimit(limit);
    return database.readTenant(account.tenant(), tx -> writer.runs().list(tx, account, limit));
  }

  /** Differences between the broker's figures and what our records explain, the newest first. */
  public List<CorrectionView> corrections(AccountRef account, int limit) {
    requireLimit(limit);
    return database.readTenant(
        account.tenant(),
        tx -> writer.corrections().list(tx, account.tenant(), account.account(), limit));
  }

  /** What an owner's accounts are worth in each currency, never added without a rate. */
  public List<CurrencyTotal> totals(Owner owner) {
    var all = accounts.ofOwner(owner).stream().map(this::balance).toList();
    return Totals.of(all);
  }

  /**
   * Books a fill, a correction or a bust to position and cash, inside the transaction that records
   * it. The caller books each identity once. One insert; what it does to the figures is worked out
   * when they are read, so a snapshot and a fill never race. The account is read again soon after.
   */
  public void book(Tx tx, AccountRef account, Execution fill) throws SQLException {
    var booked = BookedFill.of(database.ids().next(), fill, database.clock().instant());
    writer.fills().insert(tx, account.tenant(), account.account(), booked);
    snapshots.forget(account.account());
    sync.request(account.connection(), Sync.AFTER_A_FILL);
  }

  /** Whether the money of an account is ours to set: only at venues of our own. */
  public boolean canSetCash(AccountRef account) {
    return connections.offers(account.connection(), CashAdjustment.class);
  }

  /**
   * Sets the cash of a paper account by a command to its venue, and reads the account again.
   *
   * @throws io.brokerway.broker.BrokerException.Unsupported if the account's broker has no such
   *     command
   * @throws IllegalArgumentException if the amount is negative or in another currency
   */
  public BalanceView setCash(AccountRef account, Money cash) {
    if (!cash.currency().equals(account.currency())) {
      throw new IllegalArgumentException(
          "cash must be in %s, the account's currency, not %s"
              .formatted(account.currency(), cash.currency()));
    }
    var _ =
        connections.ask(
            account.connection(),
            CashAdjustment.class,
            venue -> venue.setCash(account.brokerKey(), cash.amount()));
    database.inTenant(
        account.tenant(),
        tx -> {
          tx.append(
              new Payload()
                  .with("cash", cash.amount())
                  .with("currency", cash.currency())
                  .fact(
                      account.owner(),
                      account.account(),
                      "account.cash_set",
                      account.account().toString(),
                      "user:" + account.user()));
          return true;
        });
    sync.sync(account.connection());
    return balance(account);
  }

  /** Asks that an account is read again soon: its figures are in doubt. */
  public void reread(AccountRef account) {
    sync.request(account.connection(), Duration.ZERO);
  }

  /** Adds who hears of good reads; before the start. */
  public void addListener(PortfolioListener listener) {
    writer.addListener(listener);
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException(
          "limit must be 1 to %d, not %d".formatted(MAX_PAGE, limit));
    }
  }
}
