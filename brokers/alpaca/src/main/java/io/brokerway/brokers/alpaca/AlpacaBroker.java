package io.brokerway.brokers.alpaca;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Environment;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.EquityHistory;
import io.brokerway.broker.account.EquityHistoryQuery;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.TransactionPage;
import io.brokerway.broker.account.TransactionQuery;
import io.brokerway.broker.account.WalletTransfer;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.instrument.ListingPage;
import io.brokerway.broker.instrument.OptionChainQuery;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.market.TradingDay;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.stream.InTurn;
import io.brokerway.kit.stream.WebSocketClient;
import io.brokerway.kit.stream.WebSocketTarget;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Alpaca as one login sees it: one account, or a live and a paper one under one token. */
final class AlpacaBroker implements Broker {
  private final BrokerHttp http;
  private final BrokerHttp eventHttp;
  private final AlpacaConfig config;
  private final Capabilities capabilities;
  private final BrokerSession session;
  private final WebSocketClient webSockets;
  private final AlpacaMarket market;
  private final Clock clock;
  private final Map<AccountKey, AlpacaSeat> seats = new ConcurrentHashMap<>();

  AlpacaBroker(
      BrokerHttp http,
      BrokerHttp eventHttp,
      AlpacaConfig config,
      BrokerSession session,
      WebSocketClient webSockets,
      AlpacaMarket.Assets assets,
      Clock clock) {
    this.http = http;
    this.eventHttp = eventHttp;
    this.config = config;
    this.capabilities = AlpacaBrokerFactory.capabilities(config);
    this.session = session;
    this.webSockets = webSockets;
    this.clock = clock;
    this.market = new AlpacaMarket(() -> seats().getFirst().client(), config, assets, clock);
  }

  @Override
  public Capabilities capabilities() {
    var credentials = credentials();
    return credentials.mayTrade() && credentials.maySeePrices()
        ? capabilities
        : AlpacaBrokerFactory.capabilities(config, credentials);
  }

  // ---- account ----

  @Override
  public Reading<List<Account>> fetchAccounts() {
    var accounts = new ArrayList<Account>();
    Instant startedAt = null;
    for (var seat : seats()) {
      var reading = read(seat);
      startedAt = startedAt == null ? reading.startedAt() : startedAt;
      accounts.add(AlpacaMapping.account(reading.value(), seat.environment()));
    }
    return Reading.complete(List.copyOf(accounts), startedAt == null ? clock.instant() : startedAt);
  }

  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    return read(seat(account)).map(AlpacaMapping::balance);
  }

  private static Reading<AlpacaWire.Account> read(AlpacaSeat seat) {
    var reply = seat.client().getAccount(CallPriority.SYNC);
    if (!AlpacaMapping.accountKey(reply.body()).equals(seat.account())) {
      throw new UnexpectedReply("Alpaca answered with another account than this login's");
    }
    return Reading.complete(reply.body(), reply.startedAt());
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    var reply = seat(account).client().getPositions();
    var positions = reply.body().stream().map(AlpacaMapping::position).toList();
    return Reading.complete(
        positions.stream().filter(position -> position.quantity().signum() != 0).toList(),
        reply.startedAt());
  }

  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    var reply =
        seat(account)
            .client()
            .getActivities(AlpacaFigures.justBefore(query.since()), query.pageToken());
    var transactions = reply.body().stream().map(AlpacaActivities::transaction).toList();
    var full = transactions.size() >= AlpacaClient.ACTIVITIES_PER_PAGE;
    var next = full ? transactions.getLast().brokerId() : null;
    if (next != null && next.equals(query.pageToken())) {
      throw new UnexpectedReply("Alpaca answered with the same page of activities again");
    }
    return Reading.complete(new TransactionPage(transactions, next), reply.startedAt());
  }

  @Override
  public Reading<EquityHistory> fetchEquityHistory(AccountKey account, EquityHistoryQuery query) {
    var timeframe = AlpacaRecords.historyTimeframe(query.size());
    var reply = seat(account).client().getPortfolioHistory(timeframe, query.from(), query.to());
    return Reading.complete(
        AlpacaRecords.history(reply.body(), query.from(), query.to()), reply.startedAt());
  }

  @Override
  public Reading<List<WalletTransfer>> fetchWalletTransfers(AccountKey account) {
    var reply = seat(account).client().getWalletTransfers();
    return Reading.complete(
        reply.body().stream()
            .map(AlpacaRecords::transfer)
            .sorted(Comparator.comparing(WalletTransfer::createdAt).reversed())
            .toList(),
        reply.startedAt());
  }

  // ---- orders: questions ----

  @Override
  public Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    return seat(account).search().list(account, query);
  }

  @Override
  public Lookup findOrder(OrderRef order) {
    return seat(order.account()).search().lookUp(order);
  }

  // ---- orders: commands ----

  @Override
  public CommandOutcome placeOrder(NewOrder order, Attempt attempt) {
    return seat(order.account()).entry().place(order, attempt);
  }

  @Override
  public CommandOutcome replaceOrder(ReplaceOrder change, Attempt attempt) {
    return seat(change.original().account()).replace().replace(change, attempt);
  }

  @Override
  public CommandOutcome cancelOrder(OrderRef order, Attempt attempt) {
    return seat(order.account()).entry().cancel(order, attempt);
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

  @Override
  public List<TradingDay> fetchTradingDays(Instrument instrument, LocalDate from, LocalDate to) {
    return market.fetchTradingDays(instrument, from, to);
  }

  @Override
  public ListingPage fetchOptionChain(OptionChainQuery query) {
    return market.fetchOptionChain(query);
  }

  // ---- stream ----

  @Override
  public BrokerStream openStream(BrokerStream.Listener listener) {
    var accounts = seats();
    var inTurn = InTurn.of(listener);
    return new AlpacaStreams(
        accounts.stream().map(seat -> stream(seat, inTurn)).toList(),
        accounts.stream()
            .map(seat -> AlpacaEvents.open(eventHttp, seat.client(), seat.account(), inTurn, clock))
            .toList());
  }

  private BrokerStream stream(AlpacaSeat seat, BrokerStream.Listener listener) {
    var target = WebSocketTarget.of(session.connection(), config.streamUrl(seat.environment()));
    return AlpacaStream.open(webSockets, target, this::credentials, seat.account(), listener);
  }

  /** The sockets are shared by all connections and stay. */
  @Override
  public void close() {}

  // ---- the accounts of the login ----

  private AlpacaCredentials credentials() {
    return AlpacaCredentials.of(session.credentials());
  }

  /** All accounts, the live one first. */
  private List<AlpacaSeat> seats() {
    return credentials().accounts(session.environment()).entrySet().stream()
        .map(entry -> seat(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(AlpacaSeat::environment))
        .toList();
  }

  private AlpacaSeat seat(AccountKey account) {
    var environment = credentials().accounts(session.environment()).get(account);
    if (environment == null) {
      throw new BrokerException.NotFound("this login does not reach that account");
    }
    return seat(account, environment);
  }

  private AlpacaSeat seat(AccountKey account, Environment environment) {
    return seats.computeIfAbsent(account, key -> open(key, environment));
  }

  private AlpacaSeat open(AccountKey account, Environment environment) {
    var client =
        new AlpacaClient(
            http, config, environment, session.connection(), account.value(), this::credentials);
    var search = new AlpacaOrderSearch(client, clock);
    return new AlpacaSeat(
        account,
        environment,
        client,
        search,
        new AlpacaOrderEntry(client, search, this::capabilities),
        new AlpacaReplace(client, search));
  }
}
