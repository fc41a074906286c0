package io.brokerway.brokers.alpaca;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.CallPriority;
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
import io.brokerway.kit.stream.WebSocketClient;
import io.brokerway.kit.stream.WebSocketTarget;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Alpaca as one key pair sees it: one account. */
final class AlpacaBroker implements Broker {
  private final AlpacaClient client;
  private final AlpacaConfig config;
  private final Capabilities capabilities;
  private final BrokerSession session;
  private final WebSocketClient webSockets;
  private final AlpacaOrderSearch search;
  private final AlpacaOrderEntry entry;
  private final AlpacaReplace replace;
  private final AlpacaMarket market;

  AlpacaBroker(
      AlpacaClient client,
      AlpacaConfig config,
      BrokerSession session,
      WebSocketClient webSockets,
      AlpacaMarket market,
      Clock clock) {
    this.client = client;
    this.config = config;
    this.capabilities = AlpacaBrokerFactory.capabilities(config);
    this.session = session;
    this.webSockets = webSockets;
    this.search = new AlpacaOrderSearch(client, clock);
    this.entry = new AlpacaOrderEntry(client, search, capabilities);
    this.replace = new AlpacaReplace(client, search);
    this.market = market;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  // ---- account ----

  @Override
  public Reading<List<Account>> fetchAccounts() {
    return account().map(wire -> List.of(AlpacaMapping.account(wire, session.environment())));
  }

  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    requireOurs(account);
    return account().map(AlpacaMapping::balance);
  }

  private Reading<AlpacaWire.Account> account() {
    var reply = client.getAccount(CallPriority.SYNC);
    if (!AlpacaMapping.accountKey(reply.body()).equals(ourAccount())) {
      throw new UnexpectedReply("Alpaca answered with another account than this login's");
    }
    return Reading.complete(reply.body(), reply.startedAt());
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    requireOurs(account);
    var reply = client.getPositions();
    var positions = reply.body().stream().map(AlpacaMapping::position).toList();
    return Reading.complete(
        positions.stream().filter(position -> position.quantity().signum() != 0).toList(),
        reply.startedAt());
  }

  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    requireOurs(account);
    var reply = client.getActivities(AlpacaFigures.justBefore(query.since()), query.pageToken());
    var transactions = reply.body().stream().map(AlpacaActivities::transaction).toList();
    var full = transactions.size() >= AlpacaClient.ACTIVITIES_PER_PAGE;
    var next = full ? transactions.getLast().brokerId() : null;
    if (next != null && next.equals(query.pageToken())) {
      throw new UnexpectedReply("Alpaca answered with the same page of activities again");
    }
    return Reading.complete(new TransactionPage(transactions, next), reply.startedAt());
  }

  // ---- orders: questions ----

  @Override
  public Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    requireOurs(account);
    return search.list(account, query);
  }

  @Override
  public Lookup findOrder(OrderRef order) {
    requireOurs(order.account());
    return search.lookUp(order);
  }

  // ---- orders: commands ----

  @Override
  public CommandOutcome placeOrder(NewOrder order, Attempt attempt) {
    requireOurs(order.account());
    return entry.place(order, attempt);
  }

  @Override
  public CommandOutcome replaceOrder(ReplaceOrder change, Attempt attempt) {
    requireOurs(change.original().account());
    return replace.replace(change, attempt);
  }

  @Override
  public CommandOutcome cancelOrder(OrderRef order, Attempt attempt) {
    requireOurs(order.account());
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
    var target = WebSocketTarget.of(session.connection(), config.streamUrl(session.environment()));
    return AlpacaStream.open(
        webSockets,
        target,
        () -> AlpacaCredentials.of(session.credentials()),
        ourAccount(),
        listener);
  }

  /** The sockets are shared by all connections and stay. */
  @Override
  public void close() {}

  private AccountKey ourAccount() {
    return new AccountKey(AlpacaCredentials.of(session.credentials()).accountId());
  }

  private void requireOurs(AccountKey account) {
    if (!account.equals(ourAccount())) {
      throw new BrokerException.NotFound("this login does not reach that account");
    }
  }
}
