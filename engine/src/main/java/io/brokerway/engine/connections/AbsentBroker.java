package io.brokerway.engine.connections;

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
import io.brokerway.broker.order.ReplaceOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A broker whose adapter is not loaded. */
record AbsentBroker(AbsentBrokerFactory factory) implements Broker {
  private static final Duration NEXT_LOOK = Duration.ofMinutes(1);

  @Override
  public Capabilities capabilities() {
    return factory.profile().capabilities();
  }

  @Override
  public Reading<List<Account>> fetchAccounts() {
    throw factory.absent();
  }

  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    throw factory.absent();
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    throw factory.absent();
  }

  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    throw factory.absent();
  }

  @Override
  public Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    throw factory.absent();
  }

  @Override
  public CommandOutcome placeOrder(NewOrder order, Attempt attempt) {
    return notSent();
  }

  @Override
  public CommandOutcome replaceOrder(ReplaceOrder replace, Attempt attempt) {
    return notSent();
  }

  @Override
  public CommandOutcome cancelOrder(OrderRef order, Attempt attempt) {
    return notSent();
  }

  private CommandOutcome notSent() {
    return new CommandOutcome.NotSent(String.valueOf(factory.absent().getMessage()), NEXT_LOOK);
  }

  @Override
  public Lookup findOrder(OrderRef order) {
    throw factory.absent();
  }

  @Override
  public Optional<Listing> findListing(Instrument instrument) {
    throw factory.absent();
  }

  @Override
  public MarketHours fetchMarketHours(Instrument instrument) {
    throw factory.absent();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
