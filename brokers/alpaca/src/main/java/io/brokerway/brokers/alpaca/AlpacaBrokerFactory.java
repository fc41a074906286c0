package io.brokerway.brokers.alpaca;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Capabilities.OrderSupport;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.Capabilities.ReplaceField;
import io.brokerway.broker.RateBudget;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.order.FillIdentity;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderIdentity;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.kit.egress.EgressPolicy;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpPolicy;
import io.brokerway.kit.pacing.Pacing;
import io.brokerway.kit.stream.WebSocketClient;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The door to Alpaca: trading in equities, options and crypto, live and paper. */
public final class AlpacaBrokerFactory implements BrokerFactory {
  static final BrokerId ID = new BrokerId("alpaca");

  /** What an order id of ours may look like. Older pages allow 48 characters, newer ones 128. */
  private static final int CLIENT_ORDER_ID_LENGTH = 48;

  /** Orders stay in the list for good; a year is more than any unknown order lives. */
  private static final Duration LIST_HORIZON = Duration.ofDays(365);

  /** Fees and dividends are booked a day or more after their date. */
  private static final Duration TRANSACTION_OVERLAP = Duration.ofDays(7);

  /**
   * What connections of the same settings share: sockets, budgets and the list of assets. Clock and
   * recorder are those of the first context that came with the settings.
   */
  private record Shared(
      AlpacaConfig config,
      BrokerHttp http,
      WebSocketClient webSockets,
      AlpacaMarket.Assets assets) {}

  private final Map<BrokerSettings, Shared> shared = new ConcurrentHashMap<>();

  @Override
  public BrokerProfile profile() {
    return new BrokerProfile(
        ID,
        "Alpaca",
        URI.create("https://docs.alpaca.markets"),
        List.of(AlpacaLogin.API_KEY, AlpacaOAuth.ONE, AlpacaOAuth.BOTH),
        capabilities(AlpacaConfig.DEFAULTS),
        AlpacaConfig.SETTINGS);
  }

  @Override
  public Login login(BrokerContext context) {
    var parts = shared(context);
    return new AlpacaLogin(parts.http(), parts.config(), context.clock());
  }

  @Override
  public Broker connect(BrokerSession session, BrokerContext context) {
    var parts = shared(context);
    return new AlpacaBroker(
        parts.http(), parts.config(), session, parts.webSockets(), parts.assets(), context.clock());
  }

  private Shared shared(BrokerContext context) {
    return shared.computeIfAbsent(context.settings(), settings -> open(settings, context));
  }

  private static Shared open(BrokerSettings settings, BrokerContext context) {
    var config = AlpacaConfig.from(settings);
    var policy = HttpPolicy.DEFAULT.withRequestIdHeader("X-Request-ID");
    var egress = egress(settings);
    var http = BrokerHttp.open(ID, policy, egress, Pacing.of(budgets(config)), context);
    return new Shared(
        config,
        http,
        WebSocketClient.open(ID, egress, context),
        new AlpacaMarket.Assets(config.assetsMaxAge(), context.clock()));
  }

  private static EgressPolicy egress(BrokerSettings settings) {
    var egress = EgressPolicy.NOWHERE;
    for (var setting : AlpacaConfig.SETTINGS) {
      if (setting.key().endsWith("-url") && !setting.key().equals(AlpacaConfig.AUTH_URL)) {
        egress = egress.withBase(settings, setting.key(), setting.fallback());
      }
    }
    return egress;
  }

  private static List<RateBudget> budgets(AlpacaConfig config) {
    var minute = Duration.ofMinutes(1);
    return List.of(
        RateBudget.of(
            AlpacaClient.TRADING, RateBudget.Scope.ACCOUNT, config.tradingCallsPerMinute(), minute),
        RateBudget.of(
            AlpacaClient.DATA, RateBudget.Scope.ACCOUNT, config.dataCallsPerMinute(), minute));
  }

  /** What Alpaca can do. Source: Alpaca "Understand Orders", read 2026-11-23. */
  static Capabilities capabilities(AlpacaConfig config) {
    return new Capabilities(
        Set.of(AssetClass.EQUITY, AssetClass.OPTION, AssetClass.CRYPTO),
        ORDERS,
        Set.of(OrderClass.BRACKET, OrderClass.OCO, OrderClass.OTO, OrderClass.MULTI_LEG),
        EnumSet.allOf(ReplaceField.class),
        new OrderIdentity(
            OrderIdentity.DuplicateIs.REFUSED,
            OrderIdentity.FindBy.CLIENT_ID,
            new OrderIdentity.IdFormat(
                OrderIdentity.IdFormat.Alphabet.BASE36, CLIENT_ORDER_ID_LENGTH),
            config.absentAfter(),
            LIST_HORIZON),
        // The stream's execution ids are not those of the activities.
        FillIdentity.CUMULATIVE_QUANTITY,
        Capabilities.Lane.ACCOUNT,
        Capabilities.Ownership.SHARED,
        Set.of(Capabilities.StreamKind.ORDERS, Capabilities.StreamKind.EXECUTIONS),
        // Prices are licensed to the user whose key fetched them.
        new Capabilities.MarketData(true, true, false),
        new Capabilities.History(null, null, TRANSACTION_OVERLAP),
        budgets(config),
        Set.of(),
        EnumSet.allOf(Capabilities.Extra.class));
  }

  /** What a login can do that may not trade, or not ask for prices. */
  static Capabilities capabilities(AlpacaConfig config, AlpacaCredentials credentials) {
    var all = capabilities(config);
    var trades = credentials.mayTrade();
    return new Capabilities(
        all.assetClasses(),
        trades ? all.orders() : List.of(),
        trades ? all.orderClasses() : Set.of(),
        trades ? all.replaceable() : Set.of(),
        trades ? all.orderIdentity() : null,
        all.fillIdentity(),
        all.lane(),
        all.ownership(),
        all.streams(),
        credentials.maySeePrices() ? all.marketData() : Capabilities.MarketData.NONE,
        all.history(),
        all.budgets(),
        all.parameters(),
        all.extras());
  }

  private static final Set<OrderType> PLAIN_TYPES =
      Set.of(OrderType.MARKET, OrderType.LIMIT, OrderType.STOP, OrderType.STOP_LIMIT);
  private static final Set<OrderType> MARKET_AND_LIMIT = Set.of(OrderType.MARKET, OrderType.LIMIT);
  private static final Set<TimeInForce> DAY_AND_GTC = Set.of(TimeInForce.DAY, TimeInForce.GTC);
  private static final Set<QuantityKind> WHOLE = Set.of(QuantityKind.WHOLE_UNITS);

  private static final List<OrderSupport> ORDERS =
      List.of(
          equity(PLAIN_TYPES, DAY_AND_GTC, TradingSession.REGULAR, WHOLE),
          equity(Set.of(OrderType.TRAILING_STOP), DAY_AND_GTC, TradingSession.REGULAR, WHOLE),
          equity(
              MARKET_AND_LIMIT,
              Set.of(TimeInForce.IOC, TimeInForce.FOK, TimeInForce.OPG, TimeInForce.CLS),
              TradingSession.REGULAR,
              WHOLE),
          equity(Set.of(OrderType.LIMIT), DAY_AND_GTC, TradingSession.EXTENDED, WHOLE),
          // Fractions live for a day; an amount of money buys or sells at the market only.
          equity(
              PLAIN_TYPES,
              Set.of(TimeInForce.DAY),
              TradingSession.REGULAR,
              Set.of(QuantityKind.FRACTIONAL_UNITS)),
          equity(
              Set.of(OrderType.MARKET),
              Set.of(TimeInForce.DAY),
              TradingSession.REGULAR,
              Set.of(QuantityKind.NOTIONAL)),
          new OrderSupport(
              Set.of(AssetClass.OPTION),
              MARKET_AND_LIMIT,
              Set.of(TimeInForce.DAY),
              Set.of(TradingSession.REGULAR),
              WHOLE),
          crypto(
              Set.of(OrderType.MARKET, OrderType.LIMIT, OrderType.STOP_LIMIT),
              Set.of(QuantityKind.WHOLE_UNITS, QuantityKind.FRACTIONAL_UNITS)),
          crypto(Set.of(OrderType.MARKET), Set.of(QuantityKind.NOTIONAL)));

  private static OrderSupport equity(
      Set<OrderType> types,
      Set<TimeInForce> timesInForce,
      TradingSession session,
      Set<QuantityKind> quantities) {
    return new OrderSupport(
        Set.of(AssetClass.EQUITY), types, timesInForce, Set.of(session), quantities);
  }

  /** Crypto trades around the clock, so its one session is regular and all at once. */
  private static OrderSupport crypto(Set<OrderType> types, Set<QuantityKind> quantities) {
    return new OrderSupport(
        Set.of(AssetClass.CRYPTO),
        types,
        Set.of(TimeInForce.GTC, TimeInForce.IOC),
        Set.of(TradingSession.REGULAR, TradingSession.ALL),
        quantities);
  }
}
