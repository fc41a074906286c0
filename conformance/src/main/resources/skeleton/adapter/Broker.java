package io.brokerway.brokers.__package__;

import io.brokerway.broker.Broker;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.TransactionPage;
import io.brokerway.broker.account.TransactionQuery;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import java.util.List;
import java.util.Optional;

/** __Title__ for one login: builds, calls, maps. */
final class __Name__Broker implements Broker {
  private final __Name__Client client;
  private final Capabilities capabilities;

  __Name__Broker(__Name__Client client, Capabilities capabilities) {
    this.client = client;
    this.capabilities = capabilities;
  }

  private static UnsupportedOperationException unwritten(String method) {
    return new UnsupportedOperationException("__Name__Broker.%s is to be written".formatted(method));
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Reading<List<Account>> fetchAccounts() {
    var reply = client.accounts();
    return Reading.complete(__Name__Mapping.accounts(reply.body()), reply.startedAt());
  }

  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    throw unwritten("fetchBalance");
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    throw unwritten("fetchPositions");
  }

  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    throw unwritten("fetchTransactions");
  }

  @Override
  public Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    throw unwritten("fetchOrders");
  }

  @Override
  public CommandOutcome placeOrder(NewOrder order, Attempt attempt) {
    throw unwritten("placeOrder");
  }

  @Override
  public CommandOutcome cancelOrder(OrderRef order, Attempt attempt) {
    throw unwritten("cancelOrder");
  }

  @Override
  public Lookup findOrder(OrderRef order) {
    throw unwritten("findOrder");
  }

  @Override
  public Optional<Listing> findListing(Instrument instrument) {
    throw unwritten("findListing");
  }

  @Override
  public MarketHours fetchMarketHours(Instrument instrument) {
    throw unwritten("fetchMarketHours");
  }

  @Override
  public void close() {
    // What connections share is the factory's.
  }
}
