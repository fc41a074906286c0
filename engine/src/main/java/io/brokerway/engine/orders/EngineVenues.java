package io.brokerway.engine.orders;

import io.brokerway.broker.Broker;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.order.Execution;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.market.Market;
import io.brokerway.engine.market.ReferencePrice;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.portfolio.BalanceView;
import io.brokerway.engine.portfolio.Holding;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The packages below, as orders need them. Thread-safe. */
public final class EngineVenues implements Venues {
  private final Connections connections;
  private final Accounts accounts;
  private final Portfolio portfolio;
  private final Market market;

  public EngineVenues(
      Connections connections, Accounts accounts, Portfolio portfolio, Market market) {
    this.connections = connections;
    this.accounts = accounts;
    this.portfolio = portfolio;
    this.market = market;
  }

  @Override
  public AccountRef account(TenantId tenant, @Nullable UserId user, UUID account) {
    return accounts.account(tenant, user, account);
  }

  @Override
  public Optional<AccountRef> find(UUID account) {
    return accounts.find(account);
  }

  @Override
  public Optional<AccountRef> byKey(UUID connection, AccountKey key) {
    return accounts.byKey(connection, key);
  }

  @Override
  public List<AccountRef> ofConnection(UUID connection) {
    return accounts.ofConnection(connection);
  }

  @Override
  public List<ConnectionRef> open() {
    return connections.open();
  }

  @Override
  public String problemOf(ConnectionRef connection) {
    try {
      var state = connections.state(connection.connection());
      return state.isOpen() ? "" : "it is " + state;
    } catch (ConnectionException e) {
      return e.getMessage() == null ? "it is gone" : e.getMessage();
    }
  }

  @Override
  public Account.Status statusOf(AccountRef account) {
    return accounts.status(account);
  }

  @Override
  public Broker broker(UUID connection) {
    return connections.broker(connection);
  }

  @Override
  public boolean isStreamUp(UUID connection) {
    return connections.isStreamUp(connection);
  }

  @Override
  public Optional<Listing> listing(ConnectionRef connection, Instrument instrument) {
    return market.listing(connection, instrument);
  }

  @Override
  public MarketHours hours(ConnectionRef connection, Instrument instrument) {
    return market.hours(connection, instrument);
  }

  @Override
  public Optional<ReferencePrice> reference(ConnectionRef connection, Instrument instrument) {
    return market.reference(connection, instrument);
  }

  @Override
  public BalanceView balance(Tx tx, AccountRef account) throws SQLException {
    return portfolio.balance(tx, account);
  }

  @Override
  public Holding holding(Tx tx, AccountRef account, Instrument instrument) throws SQLException {
    return portfolio.holding(tx, account, instrument);
  }

  @Override
  public void book(Tx tx, AccountRef account, Execution fill) throws SQLException {
    portfolio.book(tx, account, fill);
  }
}
