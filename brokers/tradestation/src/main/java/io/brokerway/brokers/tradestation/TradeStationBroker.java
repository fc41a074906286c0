package io.brokerway.brokers.tradestation;

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
import io.brokerway.broker.account.Transaction;
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
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** TradeStation as one login sees it: all accounts of a user in one environment. */
final class TradeStationBroker implements Broker {
  private final BrokerHttp streamHttp;
  private final TradeStationConfig config;
  private final Capabilities capabilities;
  private final BrokerSession session;
  private final TradeStationAccess access;
  private final TradeStationClient client;
  private final TradeStationOrderSearch search;
  private final TradeStationOrderEntry entry;
  private final TradeStationReplace replace;
  private final TradeStationMarket market;
  private final Clock clock;

  TradeStationBroker(
      BrokerHttp http,
      BrokerHttp streamHttp,
      TradeStationConfig config,
      BrokerSession session,
      Clock clock) {
    this.streamHttp = streamHttp;
    this.config = config;
    this.capabilities = TradeStationBrokerFactory.capabilities(config);
    this.session = session;
    this.access = TradeStationAccess.of(session);
    this.clock = clock;
    this.client = new TradeStationClient(http, config, session.environment(), access, clock);
    this.search = new TradeStationOrderSearch(client, clock);
    this.entry = new TradeStationOrderEntry(client, search, this::capabilities, clock);
    this.replace = new TradeStationReplace(client, search);
    this.market = new TradeStationMarket(client, clock);
  }

  @Override
  public Capabilities capabilities() {
    var scopes =
        Set.of(
            session
                .credentials()
                .facts()
                .getOrDefault(TradeStationLogin.SCOPE_FACT, "")
                .split(" ", -1));
    return scopes.contains("Trade") && scopes.contains("MarketData")
        ? capabilities
        : TradeStationBrokerFactory.capabilities(
            config, scopes.contains("Trade"), scopes.contains("MarketData"));
  }

  // ---- accounts ----

  @Override
  public Reading<List<Account>> fetchAccounts() {
    var reply = client.getAccounts(CallPriority.SYNC);
    var accounts =
        TradeStationClient.list("Accounts", reply.body().accounts()).stream()
            .map(wire -> TradeStationMapping.account(wire, session.environment()))
            .toList();
    return Reading.complete(accounts, reply.startedAt());
  }

  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    var reply = client.getBalances(account.value());
    TradeStationErrors.requireNone("balance", reply.body().errors());
    var balances = TradeStationClient.list("Balances", reply.body().balances());
    if (balances.size() != 1 || !account.value().equals(balances.getFirst().accountId())) {
      throw new UnexpectedReply("TradeStation answered with another account than asked for");
    }
    return Reading.complete(TradeStationMapping.balance(balances.getFirst()), reply.startedAt());
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    var reply = client.getPositions(account.value(), null, CallPriority.SYNC);
    TradeStationErrors.requireNone("positions", reply.body().errors());
    var positions =
        TradeStationClient.list("Positions", reply.body().positions()).stream()
            .map(wire -> own(account, wire))
            .map(TradeStationMapping::position)
            .filter(position -> position.quantity().signum() != 0)
            .toList();
    return Reading.complete(positions, reply.startedAt());
  }

  private static TradeStationWire.Position own(AccountKey account, TradeStationWire.Position wire) {
    if (!account.value().equals(wire.accountId())) {
      throw new UnexpectedReply("TradeStation answered with a position of another account");
    }
    return wire;
  }

  /**
   * All at once: a page's token is good for the next call alone, and the lists of the past and of
   * today may overlap.
   */
  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    var since = query.since();
    var seen = search.all(account, since == null ? Instant.EPOCH : since);
    var rows =
        seen.orders().stream()
            .flatMap(order -> TradeStationTransactions.of(order, seen.startedAt()).stream())
            .filter(row -> since == null || !row.occurredAt().isBefore(since))
            .sorted(
                Comparator.comparing(Transaction::occurredAt)
                    .thenComparing(row -> String.valueOf(row.brokerId())))
            .toList();
    return Reading.complete(new TransactionPage(rows, null), seen.startedAt());
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
    return replace.replace(change, attempt);
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
  public MarketHours fetchMarketHours(Instrument instrument) {
    return market.fetchMarketHours(instrument);
  }

  // ---- stream ----

  @Override
  public BrokerStream openStream(BrokerStream.Listener listener) {
    return TradeStationStream.open(streamHttp, client, access, this::accountIds, listener, clock);
  }

  private List<String> accountIds() {
    var ids = fetchAccounts().value().stream().map(account -> account.key().value()).toList();
    if (ids.isEmpty()) {
      throw new BrokerException.NotFound("this login reaches no account");
    }
    return ids;
  }

  /** The clients are shared by all connections and stay. */
  @Override
  public void close() {}
}
