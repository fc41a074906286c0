package io.brokerway.brokers.zerodha;

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
import io.brokerway.kit.http.Query;
import io.brokerway.kit.stream.WebSocketClient;
import io.brokerway.kit.stream.WebSocketTarget;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Zerodha as one login sees it: one account. */
final class ZerodhaBroker implements Broker {
  private final ZerodhaConfig config;
  private final BrokerSession session;
  private final WebSocketClient webSockets;
  private final Clock clock;
  private final Capabilities capabilities;
  private final ZerodhaClient client;
  private final ZerodhaOrderBook book;
  private final ZerodhaOrderEntry entry;
  private final ZerodhaMarket market;

  ZerodhaBroker(
      BrokerHttp http,
      ZerodhaConfig config,
      BrokerSession session,
      WebSocketClient webSockets,
      ZerodhaShares shares,
      Clock clock) {
    this.config = config;
    this.session = session;
    this.webSockets = webSockets;
    this.clock = clock;
    this.capabilities = ZerodhaBrokerFactory.capabilities(config);
    this.client = new ZerodhaClient(http, config, session.connection(), this::credentials);
    this.book = new ZerodhaOrderBook(client);
    this.entry = new ZerodhaOrderEntry(client, book, capabilities);
    this.market = new ZerodhaMarket(client, shares, clock);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  // ---- account ----

  @Override
  public Reading<List<Account>> fetchAccounts() {
    var reply = client.getProfile(CallPriority.SYNC);
    var account = ZerodhaMapping.account(reply.body(), session.environment());
    if (!account.key().equals(credentials().account())) {
      throw new UnexpectedReply("Zerodha answered with another account than this login's");
    }
    return Reading.complete(List.of(account), reply.startedAt());
  }

  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    requireOwn(account);
    var reply = client.getMargins();
    return Reading.complete(ZerodhaMapping.balance(reply.body()), reply.startedAt());
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    requireOwn(account);
    var holdings = client.getHoldings();
    var positions = client.getPositions();
    var net = ZerodhaFigures.present("positions.net", positions.body().net());
    return Reading.complete(ZerodhaPortfolio.positions(holdings.body(), net), holdings.startedAt());
  }

  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    requireOwn(account);
    var reply = client.getTrades();
    return Reading.complete(
        new TransactionPage(ZerodhaTrades.transactions(reply.body(), query.since()), null),
        reply.startedAt());
  }

  // ---- orders ----

  @Override
  public Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    requireOwn(account);
    return book.list(account, query);
  }

  @Override
  public Lookup findOrder(OrderRef order) {
    requireOwn(order.account());
    return book.lookUp(order);
  }

  @Override
  public CommandOutcome placeOrder(NewOrder order, Attempt attempt) {
    requireOwn(order.account());
    return entry.place(order, attempt);
  }

  @Override
  public CommandOutcome replaceOrder(ReplaceOrder replace, Attempt attempt) {
    requireOwn(replace.original().account());
    return entry.replace(replace, attempt);
  }

  @Override
  public CommandOutcome cancelOrder(OrderRef order, Attempt attempt) {
    requireOwn(order.account());
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

  @Override
  public List<TradingDay> fetchTradingDays(Instrument instrument, LocalDate from, LocalDate to) {
    return market.fetchTradingDays(instrument, from, to);
  }

  // ---- stream ----

  @Override
  public BrokerStream openStream(BrokerStream.Listener listener) {
    var present = credentials();
    return ZerodhaStream.open(
        webSockets,
        WebSocketTarget.of(session.connection(), streamAddress(present)),
        present.account(),
        this::token,
        clock,
        listener);
  }

  /** Kite takes the token of a stream in its address and nowhere else; no record shows a query. */
  private URI streamAddress(ZerodhaCredentials present) {
    var query =
        new Query()
            .add("api_key", present.apiKey().reveal())
            .add("access_token", present.accessToken().reveal());
    var base = config.streamUrl();
    return URI.create(base + (base.getRawPath().isEmpty() ? "/" : "") + query);
  }

  private @Nullable Long token(Instrument instrument) {
    return market.listed(instrument).map(ZerodhaInstruments.Row::token).orElse(null);
  }

  /** The sockets are shared by all connections and stay. */
  @Override
  public void close() {}

  private ZerodhaCredentials credentials() {
    return ZerodhaCredentials.of(session.credentials());
  }

  private void requireOwn(AccountKey account) {
    if (!account.equals(credentials().account())) {
      throw new BrokerException.NotFound("this login does not reach that account");
    }
  }
}
