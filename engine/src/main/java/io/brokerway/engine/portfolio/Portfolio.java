package io.brokerway.engine.portfolio;

import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Execution;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of accounts: the broker's last snapshot plus our fills executed since its read
 * started. Thread-safe.
 */
public final class Portfolio {

  public BalanceView balance(AccountRef account) {
    throw new UnsupportedOperationException();
  }

  /** The same inside a transaction (of the system, or of the account's tenant). */
  public BalanceView balance(Tx tx, AccountRef account) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** All positions that are not zero, by symbol. */
  public List<PositionView> positions(AccountRef account) {
    throw new UnsupportedOperationException();
  }

  /** The same inside a transaction (of the system, or of the account's tenant). */
  public List<PositionView> positions(Tx tx, AccountRef account) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** What is held of one instrument in all its lots; quantity zero if nothing. */
  public Holding holding(Tx tx, AccountRef account, Instrument instrument) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /**
   * One page of transactions, the newest first.
   *
   * @param pageToken of the page before; absent for the first
   * @param limit 1 to 500
   * @throws IllegalArgumentException if the token or the limit is not taken
   */
  public Page<TransactionView> transactions(
      AccountRef account, TransactionFilter filter, @Nullable String pageToken, int limit) {
    throw new UnsupportedOperationException();
  }

  /** The last syncs of an account, the newest first. */
  public List<SyncRunView> syncRuns(AccountRef account, int limit) {
    throw new UnsupportedOperationException();
  }

  /** What an owner's accounts are worth in each currency, never added without a rate. */
  public List<CurrencyTotal> totals(Owner owner) {
    throw new UnsupportedOperationException();
  }

  /** Differences between the broker's figures and what our records explain, the newest first. */
  public List<CorrectionView> corrections(AccountRef account, int limit) {
    throw new UnsupportedOperationException();
  }

  /**
   * Books a fill, a correction or a bust to position and cash, inside the transaction that records
   * it. The caller books each identity once. One insert; what it does to the figures is worked out
   * when they are read, so a snapshot and a fill never race.
   */
  public void book(Tx tx, AccountRef account, Execution fill) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** Whether the money of an account is ours to set: only at venues of our own. */
  public boolean canSetCash(AccountRef account) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sets the cash of a paper account by a command to its venue, and reads the account again.
   *
   * @throws io.brokerway.broker.BrokerException.Unsupported if the account's broker has no such
   *     command
   */
  public BalanceView setCash(AccountRef account, Money cash) {
    throw new UnsupportedOperationException();
  }

  /** Adds who hears of good reads; before the start. */
  public void addListener(PortfolioListener listener) {
    throw new UnsupportedOperationException();
  }
}
