package io.brokerway.brokers.etrade;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException.NotFound;
import io.brokerway.broker.BrokerException.UnexpectedReply;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** E*TRADE as one login sees it: all accounts of a user. */
final class EtradeBroker implements Broker {
  private static final int MOST_PAGES = 1_000;

  /** Transactions are told for two years. */
  private static final Duration LONGEST_AGO = Duration.ofDays(729);

  private final EtradeClient client;
  private final EtradeAccess access;
  private final Capabilities capabilities;
  private final EtradeOrderNumbers orderNumbers;
  private final EtradeOrderSearch search;
  private final EtradeOrderEntry entry;
  private final EtradeReplace replace;
  private final EtradeMarket market;
  private final Clock clock;

  /** Accounts that E*TRADE listed, besides those of the login. */
  private final Set<AccountKey> listed = ConcurrentHashMap.newKeySet();

  EtradeBroker(
      EtradeClient client,
      EtradeAccess access,
      Capabilities capabilities,
      EtradeOrderNumbers orderNumbers,
      Clock clock) {
    this.client = client;
    this.access = access;
    this.capabilities = capabilities;
    this.orderNumbers = orderNumbers;
    this.clock = clock;
    this.search = new EtradeOrderSearch(client, clock);
    this.entry =
        new EtradeOrderEntry(
            client, search, capabilities, account -> fetchPositions(account).value());
    this.replace = new EtradeReplace(client, search);
    this.market = new EtradeMarket(client, clock);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  // ---- account ----

  @Override
  public Reading<List<Account>> fetchAccounts() {
    var accounts = client.listAccounts(CallPriority.SYNC).map(EtradeMapping::accounts);
    accounts.value().forEach(account -> listed.add(account.key()));
    return accounts;
  }

  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    requireOwn(account);
    return client.getBalance(account.value()).map(EtradeMapping::balance);
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    requireOwn(account);
    var positions = new ArrayList<Position>();
    Instant startedAt = null;
    for (var page = 1; page <= MOST_PAGES; page++) {
      var reading = client.viewPortfolio(account.value(), page);
      startedAt = startedAt == null ? reading.startedAt() : startedAt;
      var portfolio = reading.value();
      var rows = portfolio.map(held -> EtradeFigures.listed(held.position())).orElse(List.of());
      rows.stream()
          .map(EtradeMapping::position)
          .filter(position -> position.quantity().signum() != 0)
          .forEach(positions::add);
      var pages = portfolio.map(EtradeWire.AccountPortfolio::totalPages).orElse(null);
      if (pages == null || page >= pages) {
        return Reading.complete(List.copyOf(positions), startedAt);
      }
    }
    throw new UnexpectedReply("the portfolio at E*TRADE has no end");
  }

  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    requireOwn(account);
    var now = clock.instant();
    var since = query.since();
    var from =
        since == null || since.isBefore(now.minus(LONGEST_AGO)) ? now.minus(LONGEST_AGO) : since;
    var reading =
        client.listTransactions(
            account.value(), EtradeFigures.dateOf(from), tomorrow(now), query.pageToken());
    var rows =
        reading.value().map(list -> EtradeFigures.listed(list.transaction())).orElse(List.of());
    var next = reading.value().map(EtradeWire.TransactionList::marker).orElse(null);
    if (next != null && next.equals(query.pageToken())) {
      throw new UnexpectedReply("E*TRADE answered with the same page of transactions again");
    }
    // A marker comes with the last page too: what is not full is the last.
    var more = next != null && !next.isBlank() && rows.size() >= EtradeClient.TRANSACTIONS_PER_PAGE;
    return reading.map(
        _ -> new TransactionPage(transactions(account, rows, since), more ? next : null));
  }

  private static LocalDate tomorrow(Instant now) {
    return EtradeFigures.dateOf(now).plusDays(1);
  }

  /** E*TRADE asks for whole days: what came before the moment is taken off. */
  private List<Transaction> transactions(
      AccountKey account, List<EtradeWire.Transaction> rows, @Nullable Instant since) {
    var transactions = new ArrayList<Transaction>();
    for (var row : rows) {
      var at = EtradeFigures.moment(row.transactionDate());
      if (since == null || at == null || !at.isBefore(since)) {
        var orderId = EtradeTransactions.isTrade(row) ? orderOf(account, row) : null;
        transactions.add(EtradeTransactions.transaction(row, orderId));
      }
    }
    return transactions;
  }

  /** The list names no order, the details of a trade do. */
  private @Nullable String orderOf(AccountKey account, EtradeWire.Transaction row) {
    var id = EtradeFigures.given("transaction.transactionId", row.transactionId());
    var known = orderNumbers.find(account.value(), id);
    if (known.isPresent()) {
      return known.get();
    }
    var details = client.getTransaction(account.value(), id, row.storeId());
    var orderId = details.brokerage() == null ? null : details.brokerage().orderNo();
    if (orderId == null || orderId.isBlank() || orderId.equals("0")) {
      return null;
    }
    orderNumbers.put(account.value(), id, orderId);
    return orderId;
  }

  // ---- orders ----

  @Override
  public Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    requireOwn(account);
    return search.list(account, query);
  }

  @Override
  public Lookup findOrder(OrderRef order) {
    requireOwn(order.account());
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

  /** The sockets are shared by all connections and stay. */
  @Override
  public void close() {}

  /** An account that was opened since the login is found by asking once. */
  private void requireOwn(AccountKey account) {
    if (listed.contains(account) || access.credentials().accounts().contains(account)) {
      return;
    }
    fetchAccounts();
    if (!listed.contains(account)) {
      throw new NotFound("this login does not reach that account");
    }
  }
}
