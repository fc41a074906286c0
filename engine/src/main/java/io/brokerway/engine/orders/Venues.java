package io.brokerway.engine.orders;

import io.brokerway.broker.Broker;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.order.Execution;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.market.ReferencePrice;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.BalanceView;
import io.brokerway.engine.portfolio.Holding;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that orders need of accounts, brokers, figures and prices, in one place, so that the whole of
 * the engine or a scripted broker can stand behind it. Questions to a broker throw its {@link
 * io.brokerway.broker.BrokerException}.
 */
public interface Venues {

  /** An account through its owner; throws if it is not there or another's. */
  AccountRef account(TenantId tenant, @Nullable UserId user, UUID account);

  /** An account whoever's it is. */
  Optional<AccountRef> find(UUID account);

  /** The account of a connection that its broker knows by a key. */
  Optional<AccountRef> byKey(UUID connection, AccountKey key);

  List<AccountRef> ofConnection(UUID connection);

  /** The connections whose login is good. */
  List<ConnectionRef> open();

  /** Why a connection takes no orders; empty if it does. */
  String problemOf(ConnectionRef connection);

  Account.Status statusOf(AccountRef account);

  /** The open broker, for one piece of work. */
  Broker broker(UUID connection);

  boolean isStreamUp(UUID connection);

  Optional<Listing> listing(ConnectionRef connection, Instrument instrument);

  MarketHours hours(ConnectionRef connection, Instrument instrument);

  Optional<ReferencePrice> reference(ConnectionRef connection, Instrument instrument);

  BalanceView balance(Tx tx, AccountRef account) throws SQLException;

  Holding holding(Tx tx, AccountRef account, Instrument instrument) throws SQLException;

  void book(Tx tx, AccountRef account, Execution fill) throws SQLException;
}
