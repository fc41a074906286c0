package io.brokerway.engine.connections;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.Capabilities;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker whose every answer tells how its connection stands: a lost login is noticed by whoever
 * meets it first.
 */
final class WatchedBroker implements Broker {
  private static final Logger log = LoggerFactory.getLogger(WatchedBroker.class);

  private final Broker broker;
  private final Consumer<Standing.Input> watcher;

  WatchedBroker(Broker broker, Consumer<Standing.Input> watcher) {
    this.broker = broker;
    this.watcher = watcher;
  }

  /** The broker itself, for what only some of them offer. */
  Broker unwrapped() {
    return broker;
  }

  /** Asks on behalf of another part of the contract, watched as every question is. */
  <T> T ask(Supplier<T> question) {
    try {
      var answer = question.get();
      watcher.accept(new Standing.Answered());
      return answer;
    } catch (BrokerException e) {
      note(e);
      throw e;
    } catch (LinkageError | AssertionError | StackOverflowError e) {
      log.error("an adapter broke off a question", e);
      throw new BrokerException.UnexpectedReply(brokeOff(e), e);
    }
  }

  /**
   * An adapter may be a plugin, with a library that lacks a class: such an error must not end the
   * thread that sends orders, and what was sent before it nobody knows.
   */
  private static CommandOutcome carriedOut(Supplier<CommandOutcome> command) {
    try {
      return command.get();
    } catch (LinkageError | AssertionError | StackOverflowError e) {
      log.error("an adapter broke off a command", e);
      return new CommandOutcome.Unknown(brokeOff(e));
    }
  }

  private static String brokeOff(Error e) {
    return "the adapter broke off: " + e.getClass().getSimpleName();
  }

  private void note(BrokerException e) {
    switch (e) {
      case BrokerException.LoginNeeded lost -> watcher.accept(new Standing.LoginLost(text(lost)));
      case BrokerException.Unavailable away -> watcher.accept(new Standing.NotAnswered(text(away)));
      case BrokerException.NotPermitted _,
          BrokerException.NotFound _,
          BrokerException.LoginRefused _ ->
          watcher.accept(new Standing.Answered());
      case BrokerException.RateLimited _,
          BrokerException.Unsupported _,
          BrokerException.UnexpectedReply _ -> {
        // Says nothing about whether the broker can be reached.
      }
    }
  }

  private static String text(BrokerException e) {
    var message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private CommandOutcome command(Supplier<CommandOutcome> command) {
    var outcome = carriedOut(command);
    switch (outcome) {
      case CommandOutcome.Accepted _, CommandOutcome.Rejected _ ->
          watcher.accept(new Standing.Answered());
      case CommandOutcome.Unknown unknown ->
          watcher.accept(new Standing.NotAnswered(unknown.why()));
      case CommandOutcome.NotSent _ -> {
        // Often our own doing: a budget, a deadline.
      }
    }
    return outcome;
  }

  @Override
  public Capabilities capabilities() {
    return broker.capabilities();
  }

  @Override
  public Reading<List<Account>> fetchAccounts() {
    return ask(broker::fetchAccounts);
  }

  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    return ask(() -> broker.fetchBalance(account));
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    return ask(() -> broker.fetchPositions(account));
  }

  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    return ask(() -> broker.fetchTransactions(account, query));
  }

  @Override
  public Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    return ask(() -> broker.fetchOrders(account, query));
  }

  @Override
  public CommandOutcome placeOrder(NewOrder order, Attempt attempt) {
    return command(() -> broker.placeOrder(order, attempt));
  }

  @Override
  public CommandOutcome replaceOrder(ReplaceOrder replace, Attempt attempt) {
    return command(() -> broker.replaceOrder(replace, attempt));
  }

  @Override
  public CommandOutcome cancelOrder(OrderRef order, Attempt attempt) {
    return command(() -> broker.cancelOrder(order, attempt));
  }

  @Override
  public Lookup findOrder(OrderRef order) {
    return ask(() -> broker.findOrder(order));
  }

  @Override
  public List<Quote> fetchQuotes(List<Instrument> instruments) {
    return ask(() -> broker.fetchQuotes(instruments));
  }

  @Override
  public List<Bar> fetchBars(BarQuery query) {
    return ask(() -> broker.fetchBars(query));
  }

  @Override
  public Optional<Listing> findListing(Instrument instrument) {
    return ask(() -> broker.findListing(instrument));
  }

  @Override
  public List<Listing> searchListings(String text, int limit) {
    return ask(() -> broker.searchListings(text, limit));
  }

  @Override
  public MarketHours fetchMarketHours(Instrument instrument) {
    return ask(() -> broker.fetchMarketHours(instrument));
  }

  @Override
  public Reading<EquityHistory> fetchEquityHistory(AccountKey account, EquityHistoryQuery query) {
    return ask(() -> broker.fetchEquityHistory(account, query));
  }

  @Override
  public Reading<List<WalletTransfer>> fetchWalletTransfers(AccountKey account) {
    return ask(() -> broker.fetchWalletTransfers(account));
  }

  @Override
  public List<TradingDay> fetchTradingDays(Instrument instrument, LocalDate from, LocalDate to) {
    return ask(() -> broker.fetchTradingDays(instrument, from, to));
  }

  @Override
  public ListingPage fetchOptionChain(OptionChainQuery query) {
    return ask(() -> broker.fetchOptionChain(query));
  }

  @Override
  public BrokerStream openStream(BrokerStream.Listener listener) {
    return ask(() -> broker.openStream(listener));
  }

  @Override
  public void close() {
    broker.close();
  }
}
