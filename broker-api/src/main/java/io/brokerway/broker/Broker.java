package io.brokerway.broker;

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

/**
 * A broker as one logged-in user sees it: domain values in, domain values out. Thread-safe; every
 * call blocks, within a deadline of the adapter's.
 *
 * <p>Questions ({@code fetch…}, {@code find…}) throw a {@link BrokerException}; they may be asked
 * again. Commands ({@code placeOrder}, {@code replaceOrder}, {@code cancelOrder}) never throw for
 * anything that the broker or the network does: they answer with a {@link CommandOutcome}, and are
 * never sent a second time by the adapter. What a broker does not offer throws {@link
 * BrokerException.Unsupported} before anything is sent.
 */
public interface Broker extends AutoCloseable {

  /** What this login can do, which may be less than the profile says. No I/O. */
  Capabilities capabilities();

  /** The accounts that the login reaches. */
  Reading<List<Account>> fetchAccounts();

  Reading<Balance> fetchBalance(AccountKey account);

  /** All positions that are not zero; complete only if the broker gave every page. */
  Reading<List<Position>> fetchPositions(AccountKey account);

  /** One page of transactions; call again with the page's token until there is none. */
  Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query);

  /** The orders of an account, every page of them, the newest first. */
  default Reading<List<OrderReport>> fetchOrders(AccountKey account, OrderQuery query) {
    throw new BrokerException.Unsupported("this broker lists no orders");
  }

  /** Sends a new order. */
  default CommandOutcome placeOrder(NewOrder order, Attempt attempt) {
    throw new BrokerException.Unsupported("this broker is read-only");
  }

  /** Sends a change of a working order. */
  default CommandOutcome replaceOrder(ReplaceOrder replace, Attempt attempt) {
    throw new BrokerException.Unsupported("this broker replaces no orders");
  }

  /** Asks to cancel a working order; {@code Accepted} says that the request was taken, no more. */
  default CommandOutcome cancelOrder(OrderRef order, Attempt attempt) {
    throw new BrokerException.Unsupported("this broker is read-only");
  }

  /** Looks for one order, by whatever of the reference this broker finds orders by. */
  default Lookup findOrder(OrderRef order) {
    throw new BrokerException.Unsupported("this broker finds no orders");
  }

  /** The best prices of some instruments; one that the broker does not know is left out. */
  default List<Quote> fetchQuotes(List<Instrument> instruments) {
    throw new BrokerException.Unsupported("this broker gives no quotes");
  }

  /** Bars of one instrument, the oldest first. */
  default List<Bar> fetchBars(BarQuery query) {
    throw new BrokerException.Unsupported("this broker gives no bars");
  }

  /** An instrument as this broker offers it; empty if it does not. */
  default Optional<Listing> findListing(Instrument instrument) {
    throw new BrokerException.Unsupported("this broker lists no instruments");
  }

  /**
   * Instruments whose symbol or name contains a text, the best match first, at most {@code limit}.
   */
  default List<Listing> searchListings(String text, int limit) {
    throw new BrokerException.Unsupported("this broker lists no instruments");
  }

  /** Whether the market of an instrument trades now, as the venue says. */
  MarketHours fetchMarketHours(Instrument instrument);

  /** What an account was worth over time. */
  default Reading<EquityHistory> fetchEquityHistory(AccountKey account, EquityHistoryQuery query) {
    throw new BrokerException.Unsupported("this broker keeps no history of an account's worth");
  }

  /** Coins that came into an account's wallet or left it, the newest first. */
  default Reading<List<WalletTransfer>> fetchWalletTransfers(AccountKey account) {
    throw new BrokerException.Unsupported("this broker has no wallets");
  }

  /** The days on which the market of an instrument trades, both dates inclusive, in order. */
  default List<TradingDay> fetchTradingDays(Instrument instrument, LocalDate from, LocalDate to) {
    throw new BrokerException.Unsupported("this broker gives no calendar");
  }

  /** One page of the options of an underlying. */
  default ListingPage fetchOptionChain(OptionChainQuery query) {
    throw new BrokerException.Unsupported("this broker lists no option chains");
  }

  /**
   * Opens the stream of this login's changes. It reconnects by itself until it is closed, and tells
   * the listener of every gap.
   */
  default BrokerStream openStream(BrokerStream.Listener listener) {
    throw new BrokerException.Unsupported("this broker has no stream");
  }

  /** The way to set an account's cash; only a venue of our own has it. */
  default Optional<CashAdjustment> cashAdjustment() {
    return Optional.empty();
  }

  /** Lets go of what the broker holds here; does not log out. */
  @Override
  void close();
}
