package io.brokerway.broker;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.FillIdentity;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderIdentity;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a broker can do, as data. The conformance suite holds an adapter to it in both directions:
 * what is declared must work, what is not must be refused before anything is sent.
 *
 * @param orders which orders it takes: an order is taken if one row fits it; empty for a read-only
 *     broker
 * @param orderClasses besides {@link OrderClass#SIMPLE}, those that it runs itself
 * @param replaceable which fields a replace may change; empty if it has no replace
 * @param orderIdentity absent exactly for a read-only broker
 * @param lane what its order commands are serialised by
 * @param ownership whether several of our nodes may use one session
 * @param parameters the keys of {@link io.brokerway.broker.order.NewOrder#parameters()} that it
 *     knows
 * @param extras what it offers beside accounts, orders and prices
 */
public record Capabilities(
    Set<AssetClass> assetClasses,
    List<OrderSupport> orders,
    Set<OrderClass> orderClasses,
    Set<ReplaceField> replaceable,
    @Nullable OrderIdentity orderIdentity,
    FillIdentity fillIdentity,
    Lane lane,
    Ownership ownership,
    Set<StreamKind> streams,
    MarketData marketData,
    History history,
    List<RateBudget> budgets,
    Set<String> parameters,
    Set<Extra> extras) {

  /** Among {@code parameters} if orders may show the market a part of themselves only. */
  public static final String DISPLAY_QUANTITY = "displayQuantity";

  public Capabilities {
    assetClasses = Set.copyOf(assetClasses);
    orders = List.copyOf(orders);
    orderClasses = Set.copyOf(orderClasses);
    replaceable = Set.copyOf(replaceable);
    streams = Set.copyOf(streams);
    budgets = List.copyOf(budgets);
    parameters = Set.copyOf(parameters);
    extras = Set.copyOf(extras);
    if (orders.isEmpty() != (orderIdentity == null)) {
      throw new IllegalArgumentException("a trading broker declares its order identity");
    }
  }

  /** Of a broker without extras. */
  public Capabilities(
      Set<AssetClass> assetClasses,
      List<OrderSupport> orders,
      Set<OrderClass> orderClasses,
      Set<ReplaceField> replaceable,
      @Nullable OrderIdentity orderIdentity,
      FillIdentity fillIdentity,
      Lane lane,
      Ownership ownership,
      Set<StreamKind> streams,
      MarketData marketData,
      History history,
      List<RateBudget> budgets,
      Set<String> parameters) {
    this(
        assetClasses,
        orders,
        orderClasses,
        replaceable,
        orderIdentity,
        fillIdentity,
        lane,
        ownership,
        streams,
        marketData,
        history,
        budgets,
        parameters,
        Set.of());
  }

  /** What a broker may offer beside accounts, orders and prices; each is a method of its own. */
  public enum Extra {
    /** {@link Broker#fetchEquityHistory}. */
    EQUITY_HISTORY,
    /** {@link Broker#fetchTradingDays}. */
    TRADING_DAYS,
    /** {@link Broker#fetchOptionChain}. */
    OPTION_CHAINS,
    /** {@link Broker#fetchWalletTransfers}. */
    WALLET_TRANSFERS
  }

  /** Whether it takes no orders at all. */
  public boolean isReadOnly() {
    return orders.isEmpty();
  }

  /**
   * A set of orders that it takes: every combination of the parts.
   *
   * @param quantities how the quantity may be given
   */
  public record OrderSupport(
      Set<AssetClass> assetClasses,
      Set<OrderType> types,
      Set<TimeInForce> timesInForce,
      Set<TradingSession> sessions,
      Set<QuantityKind> quantities) {
    public OrderSupport {
      assetClasses = Set.copyOf(assetClasses);
      types = Set.copyOf(types);
      timesInForce = Set.copyOf(timesInForce);
      sessions = Set.copyOf(sessions);
      quantities = Set.copyOf(quantities);
    }

    /** Whether it has this combination. */
    public boolean takes(
        AssetClass assetClass,
        OrderType type,
        TimeInForce timeInForce,
        TradingSession session,
        QuantityKind quantity) {
      return assetClasses.contains(assetClass)
          && types.contains(type)
          && timesInForce.contains(timeInForce)
          && sessions.contains(session)
          && quantities.contains(quantity);
    }
  }

  /** How a quantity may be given. */
  public enum QuantityKind {
    WHOLE_UNITS,
    FRACTIONAL_UNITS,
    NOTIONAL
  }

  /** A field that a replace may change. */
  public enum ReplaceField {
    QUANTITY,
    LIMIT_PRICE,
    STOP_PRICE,
    TRAIL,
    TIME_IN_FORCE
  }

  /** What order commands are serialised by. */
  public enum Lane {
    ACCOUNT,
    CONNECTION
  }

  /** Whether several nodes may use one session. */
  public enum Ownership {
    SHARED,
    SINGLE_OWNER
  }

  /** What a stream tells. */
  public enum StreamKind {
    ORDERS,
    EXECUTIONS,
    ACCOUNTS,
    QUOTES
  }

  /**
   * Where quotes and bars come from.
   *
   * @param shareable whether what one user's login fetched may be shown to another
   */
  public record MarketData(boolean quotes, boolean bars, boolean shareable) {
    public static final MarketData NONE = new MarketData(false, false, false);
  }

  /** What the transactions of a broker tell. */
  public enum Coverage {
    /** Everything that changed the account, each fill by itself. */
    EVERYTHING,
    /** Each fill by itself, and nothing else: no deposit, no dividend, no fee. */
    FILLS,
    /**
     * What each order filled in all, once it ended, and nothing else. Such a row names the whole as
     * its cumulative quantity.
     */
    ORDERS
  }

  /**
   * How far back the broker tells, and what of.
   *
   * @param transactions absent if without limit
   * @param transactionOverlap how far before the newest known transaction a sync reads again, since
   *     the broker books some late
   */
  public record History(
      @Nullable Duration transactions,
      @Nullable Duration orders,
      Duration transactionOverlap,
      Coverage coverage) {

    /** Of a broker that tells everything. */
    public History(
        @Nullable Duration transactions, @Nullable Duration orders, Duration transactionOverlap) {
      this(transactions, orders, transactionOverlap, Coverage.EVERYTHING);
    }
  }

  /** Whether a simple order with these parts is taken. */
  public boolean takes(
      AssetClass assetClass,
      OrderType type,
      TimeInForce timeInForce,
      TradingSession session,
      QuantityKind quantity) {
    return orders.stream()
        .anyMatch(row -> row.takes(assetClass, type, timeInForce, session, quantity));
  }

  /** The order types that are taken for an asset class. */
  public Set<OrderType> typesFor(AssetClass assetClass) {
    var types = EnumSet.noneOf(OrderType.class);
    orders.stream()
        .filter(row -> row.assetClasses().contains(assetClass))
        .forEach(row -> types.addAll(row.types()));
    return types;
  }

  /** The times in force that are taken for an asset class and type. */
  public Set<TimeInForce> timesInForceFor(AssetClass assetClass, OrderType type) {
    var times = EnumSet.noneOf(TimeInForce.class);
    orders.stream()
        .filter(row -> row.assetClasses().contains(assetClass) && row.types().contains(type))
        .forEach(row -> times.addAll(row.timesInForce()));
    return times;
  }
}
