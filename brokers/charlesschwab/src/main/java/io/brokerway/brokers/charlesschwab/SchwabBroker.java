package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.BrokerStream;
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
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.stream.WebSocketClient;
import io.brokerway.kit.stream.WebSocketTarget;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Schwab as one login sees it: all accounts that the user ticked. */
final class SchwabBroker implements Broker {
  private final SchwabConfig config;
  private final Capabilities capabilities;
  private final BrokerSession session;
  private final WebSocketClient webSockets;
  private final SchwabClient client;
  private final SchwabOrderSearch search;
  private final SchwabOrderEntry entry;
  private final SchwabHistory history;
  private final SchwabMarket market;

  SchwabBroker(
      BrokerHttp http,
      SchwabConfig config,
      BrokerSession session,
      WebSocketClient webSockets,
      Clock clock) {
    this.config = config;
    this.capabilities = SchwabBrokerFactory.capabilities(config);
    this.session = session;
    this.webSockets = webSockets;
    this.client = new SchwabClient(http, config, SchwabClient.Caller.of(session));
    this.search = new SchwabOrderSearch(client, clock);
    this.market = new SchwabMarket(client, clock);
    this.entry = new SchwabOrderEntry(client, search, market, this::capabilities);
    this.history = new SchwabHistory(client, clock);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  // ---- account ----

  @Override
  public Reading<List<Account>> fetchAccounts() {
    var reply = client.getAccounts();
    return Reading.complete(SchwabMapping.accounts(reply.body()), reply.startedAt());
  }

  /** Without positions, unless the cash can only be told from them. */
  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    var reply = client.getAccount(account, false);
    var balance = SchwabMapping.balance(reply.body());
    if (balance.cash() != null) {
      return Reading.complete(balance, reply.startedAt());
    }
    var whole = client.getAccount(account, true);
    return Reading.complete(
        SchwabMapping.withDerivedCash(SchwabMapping.balance(whole.body()), whole.body()),
        whole.startedAt());
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    var reply = client.getAccount(account, true);
    return Reading.complete(SchwabMapping.positions(reply.body()), reply.startedAt());
  }

  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    return history.read(account, query);
  }

  // ---- orders ----

  @Override
  public Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    return search.list(account, query);
  }

  @Override
  public Lookup findOrder(OrderRef order) {
    return search.lookUp(order);
  }

  @Override
  public CommandOutcome placeOrder(NewOrder order, Attempt attempt) {
    return entry.place(order, attempt);
  }

  @Override
  public CommandOutcome replaceOrder(ReplaceOrder change, Attempt attempt) {
    return entry.replace(change, attempt);
  }

  @Override
  public CommandOutcome cancelOrder(OrderRef order, Attempt attempt) {
    return entry.cancel(order, attempt);
  }

  // ---- prices, instruments, hours ----

  @Override
  public List<Quote> fetchQuotes(List<Instrument> instruments) {
    return market.fetchQuotes(instruments);
  }

  @Override
  public List<Bar> fetchBars(BarQuery query) {
    return market.fetchBars(query);
  }

  @Override
  public Optional<Listing> findListing(Instrument instrument) {
    return market.findListing(instrument);
  }

  @Override
  public List<Listing> searchListings(String text, int limit) {
    return market.searchListings(text, limit);
  }

  @Override
  public MarketHours fetchMarketHours(Instrument instrument) {
    return market.fetchMarketHours(instrument);
  }

  // ---- stream ----

  @Override
  public BrokerStream openStream(BrokerStream.Listener listener) {
    var target = WebSocketTarget.of(session.connection(), config.streamUrl());
    return SchwabStream.open(webSockets, target, client, listener);
  }

  /** The sockets are shared by all connections and stay. */
  @Override
  public void close() {}
}
