package io.brokerway.brokers.coinbase;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException.NotFound;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
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
import io.brokerway.kit.stream.WebSocketTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Coinbase as one login sees it: the portfolio that its key is bound to. */
final class CoinbaseBroker implements Broker {
  private static final int MOST_WALLET_PAGES = 100;

  private final CoinbaseShared shared;
  private final BrokerSession session;
  private final CoinbaseClient client;
  private final CoinbaseOrderSearch search;
  private final CoinbaseOrderEntry entry;
  private final CoinbaseReplace replace;
  private final CoinbaseHistory history;
  private final CoinbaseMarket market;

  CoinbaseBroker(CoinbaseShared shared, BrokerSession session) {
    this.shared = shared;
    this.session = session;
    this.client =
        new CoinbaseClient(
            shared.http(),
            shared.config(),
            session.connection(),
            () -> CoinbaseAccess.of(session),
            shared.clock(),
            shared.random());
    this.search = new CoinbaseOrderSearch(client, shared.clock());
    this.entry = new CoinbaseOrderEntry(client, search, this::capabilities);
    this.replace = new CoinbaseReplace(client, search, this::capabilities);
    this.history = new CoinbaseHistory(client, shared.clock());
    this.market = new CoinbaseMarket(client, shared.clock());
  }

  @Override
  public Capabilities capabilities() {
    return CoinbaseBrokerFactory.capabilities(
        shared.config(), credentials().portfolio().mayTrade());
  }

  // ---- account ----

  @Override
  public Reading<List<Account>> fetchAccounts() {
    var reply = client.getPortfolios();
    var portfolios = reply.body().portfolios();
    if (portfolios == null) {
      throw CoinbaseFigures.missing("portfolios");
    }
    var account = CoinbaseMapping.account(credentials().portfolio(), portfolios);
    return Reading.complete(List.of(account), reply.startedAt());
  }

  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    var seat = seat(account);
    return wallets(seat).map(wallets -> CoinbaseMapping.balance(wallets, breakdown(seat)));
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    var seat = seat(account);
    return wallets(seat).map(wallets -> CoinbaseMapping.positions(wallets, breakdown(seat)));
  }

  private CoinbaseWire.Breakdown breakdown(CoinbaseSeat seat) {
    var currency = CoinbaseMapping.VALUED_IN.code();
    var breakdown = client.getBreakdown(seat.portfolio(), currency).body().breakdown();
    if (breakdown == null) {
      throw CoinbaseFigures.missing("breakdown");
    }
    return breakdown;
  }

  /** Every wallet of a portfolio: all pages or none. */
  private Reading<List<CoinbaseWire.Wallet>> wallets(CoinbaseSeat seat) {
    var wallets = new ArrayList<CoinbaseWire.Wallet>();
    var cursors = new HashSet<String>();
    var startedAt = Instant.MAX;
    String cursor = null;
    for (var page = 0; page < MOST_WALLET_PAGES; page++) {
      var reply = client.getAccounts(cursor);
      startedAt = page == 0 ? reply.startedAt() : startedAt;
      var listed = reply.body().accounts();
      if (listed == null) {
        throw CoinbaseFigures.missing("accounts");
      }
      listed.stream().filter(wallet -> isOf(seat, wallet)).forEach(wallets::add);
      if (!Boolean.TRUE.equals(reply.body().hasNext())) {
        return Reading.complete(List.copyOf(wallets), startedAt);
      }
      cursor = reply.body().cursor();
      if (cursor == null || !cursors.add(cursor)) {
        throw new UnexpectedReply("Coinbase says that more wallets follow, and not where");
      }
    }
    throw new UnexpectedReply("the list of wallets at Coinbase has no end");
  }

  private static boolean isOf(CoinbaseSeat seat, CoinbaseWire.Wallet wallet) {
    var portfolio = wallet.portfolio();
    return portfolio == null || portfolio.isEmpty() || portfolio.equals(seat.portfolio());
  }

  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    seat(account);
    return history.page(query);
  }

  // ---- orders ----

  @Override
  public Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    return search.list(seat(account).account(), query);
  }

  @Override
  public Lookup findOrder(OrderRef order) {
    seat(order.account());
    return search.lookUp(order);
  }

  @Override
  public CommandOutcome placeOrder(NewOrder order, Attempt attempt) {
    seat(order.account());
    return entry.place(order, attempt);
  }

  @Override
  public CommandOutcome replaceOrder(ReplaceOrder change, Attempt attempt) {
    seat(change.original().account());
    return replace.replace(change, attempt);
  }

  @Override
  public CommandOutcome cancelOrder(OrderRef order, Attempt attempt) {
    seat(order.account());
    return entry.cancel(order, attempt);
  }

  // ---- prices, instruments, hours ----

  @Override
  public List<Quote> fetchQuotes(List<Instrument> instruments) {
    return market.quotes(instruments);
  }

  @Override
  public List<Bar> fetchBars(BarQuery query) {
    return market.bars(query);
  }

  @Override
  public Optional<Listing> findListing(Instrument instrument) {
    return market.listing(instrument);
  }

  @Override
  public List<Listing> searchListings(String text, int limit) {
    return market.search(text, limit);
  }

  /** Coins trade around the clock. */
  @Override
  public MarketHours fetchMarketHours(Instrument instrument) {
    if (!(instrument instanceof Instrument.CryptoPair)) {
      throw new Unsupported("Coinbase has no market of " + instrument.key());
    }
    return MarketHours.always(shared.clock().instant());
  }

  // ---- stream ----

  @Override
  public BrokerStream openStream(BrokerStream.Listener listener) {
    var target = WebSocketTarget.of(session.connection(), shared.config().streamUrl());
    return CoinbaseStream.open(
        shared.webSockets(),
        target,
        credentials().portfolio(),
        () -> credentials().streamToken(shared.clock(), shared.random()),
        listener);
  }

  /** The sockets are shared by all connections and stay. */
  @Override
  public void close() {}

  private CoinbaseCredentials credentials() {
    return CoinbaseCredentials.of(session.credentials());
  }

  private CoinbaseSeat seat(AccountKey account) {
    var seat = credentials().portfolio();
    if (!seat.account().equals(account)) {
      throw new NotFound("this login does not reach that account");
    }
    return seat;
  }
}
