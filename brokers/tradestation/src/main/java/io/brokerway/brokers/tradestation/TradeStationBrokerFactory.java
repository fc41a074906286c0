package io.brokerway.brokers.tradestation;

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
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The door to TradeStation: shares and options, live and simulated. */
public final class TradeStationBrokerFactory implements BrokerFactory {
  static final BrokerId ID = new BrokerId("tradestation");

  /** Up to 22 characters (not confirmed), of which each order of a group needs one of its own. */
  private static final int CONFIRM_ID_LENGTH = 20;

  private static final int MOST_STREAMS = 20_000;

  /** An order's row comes when it ends, which may be days after its first fill. */
  private static final Duration TRANSACTION_OVERLAP = Duration.ofDays(2);

  /**
   * What connections of the same settings share: sockets and budgets. Clock and recorder are those
   * of the first context that came with the settings.
   */
  private record Shared(TradeStationConfig config, BrokerHttp http, BrokerHttp streamHttp) {}

  private final Map<BrokerSettings, Shared> shared = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  @Override
  public BrokerProfile profile() {
    return new BrokerProfile(
        ID,
        TradeStationLogin.NAME,
        URI.create("https://api.tradestation.com/docs"),
        List.of(TradeStationLogin.OAUTH),
        capabilities(TradeStationConfig.DEFAULTS),
        TradeStationConfig.SETTINGS);
  }

  @Override
  public Login login(BrokerContext context) {
    var parts = shared(context);
    return new TradeStationLogin(parts.http(), parts.config(), context.clock(), random);
  }

  @Override
  public Broker connect(BrokerSession session, BrokerContext context) {
    var parts = shared(context);
    return new TradeStationBroker(
        parts.http(), parts.streamHttp(), parts.config(), session, context.clock());
  }

  private Shared shared(BrokerContext context) {
    return shared.computeIfAbsent(context.settings(), settings -> open(settings, context));
  }

  private static Shared open(BrokerSettings settings, BrokerContext context) {
    var config = TradeStationConfig.from(settings);
    var egress = egress(settings);
    var pacing = Pacing.of(budgets(config));
    return new Shared(
        config,
        BrokerHttp.open(ID, HttpPolicy.DEFAULT, egress, pacing, context),
        // A stream holds its connection: calls must not wait behind it.
        BrokerHttp.open(
            ID, HttpPolicy.DEFAULT.withConnectionsPerHost(MOST_STREAMS), egress, pacing, context));
  }

  private static EgressPolicy egress(BrokerSettings settings) {
    var egress = EgressPolicy.NOWHERE;
    for (var setting : TradeStationConfig.SETTINGS) {
      if (setting.key().endsWith("-url") && !setting.key().equals(TradeStationConfig.AUTH_URL)) {
        egress = egress.withBase(settings, setting.key(), setting.fallback());
      }
    }
    return egress;
  }

  private static List<RateBudget> budgets(TradeStationConfig config) {
    var window = Duration.ofMinutes(5);
    return List.of(
        budget(TradeStationClient.ACCOUNTS, config.callsPer5Minutes(), window),
        budget(TradeStationClient.BALANCES, config.callsPer5Minutes(), window),
        budget(TradeStationClient.POSITIONS, config.callsPer5Minutes(), window),
        budget(TradeStationClient.ORDERS, config.callsPer5Minutes(), window),
        budget(TradeStationClient.QUOTES, config.quoteCallsPerMinute(), Duration.ofMinutes(1)),
        budget(TradeStationClient.BARS, config.barCallsPer5Minutes(), window));
  }

  /** TradeStation counts by user and API key, which is what one of our connections is. */
  private static RateBudget budget(String name, int calls, Duration window) {
    return RateBudget.of(name, RateBudget.Scope.CONNECTION, calls, window);
  }

  static Capabilities capabilities(TradeStationConfig config) {
    return capabilities(config, true, true);
  }

  /**
   * What a login can do. Source: TradeStation OpenAPI v3, read 2026-11-23.
   *
   * @param trades whether it has the scope {@code Trade}
   * @param seesPrices whether it has the scope {@code MarketData}
   */
  static Capabilities capabilities(TradeStationConfig config, boolean trades, boolean seesPrices) {
    return new Capabilities(
        Set.of(AssetClass.EQUITY, AssetClass.OPTION),
        trades ? ORDERS : List.of(),
        trades ? Set.of(OrderClass.BRACKET, OrderClass.OCO, OrderClass.OTO) : Set.of(),
        trades
            ? Set.of(
                ReplaceField.QUANTITY,
                ReplaceField.LIMIT_PRICE,
                ReplaceField.STOP_PRICE,
                ReplaceField.TRAIL)
            : Set.of(),
        trades ? identity(config) : null,
        FillIdentity.CUMULATIVE_QUANTITY,
        Capabilities.Lane.ACCOUNT,
        Capabilities.Ownership.SHARED,
        Set.of(Capabilities.StreamKind.ORDERS, Capabilities.StreamKind.EXECUTIONS),
        // Prices are licensed to the user whose login fetched them.
        new Capabilities.MarketData(seesPrices, seesPrices, false),
        new Capabilities.History(
            TradeStationOrderSearch.HISTORY,
            TradeStationOrderSearch.HISTORY,
            TRANSACTION_OVERLAP,
            Capabilities.Coverage.ORDERS),
        budgets(config),
        Set.of());
  }

  /** The guard against a second order is documented; that it is shown anywhere is not. */
  private static OrderIdentity identity(TradeStationConfig config) {
    return new OrderIdentity(
        OrderIdentity.DuplicateIs.REFUSED,
        OrderIdentity.FindBy.FINGERPRINT,
        new OrderIdentity.IdFormat(OrderIdentity.IdFormat.Alphabet.BASE36, CONFIRM_ID_LENGTH),
        config.absentAfter(),
        // An order without an id is looked for in the list of today.
        Duration.ofHours(6));
  }

  private static final Set<TimeInForce> LASTING =
      Set.of(TimeInForce.DAY, TimeInForce.GTC, TimeInForce.GTD);
  private static final Set<OrderType> STOPS =
      Set.of(OrderType.STOP, OrderType.STOP_LIMIT, OrderType.TRAILING_STOP);

  private static final List<OrderSupport> ORDERS =
      List.of(
          shares(
              Set.of(OrderType.MARKET),
              Set.of(
                  TimeInForce.DAY,
                  TimeInForce.IOC,
                  TimeInForce.FOK,
                  TimeInForce.OPG,
                  TimeInForce.CLS),
              TradingSession.REGULAR),
          shares(
              Set.of(OrderType.LIMIT),
              Set.of(
                  TimeInForce.DAY,
                  TimeInForce.GTC,
                  TimeInForce.GTD,
                  TimeInForce.IOC,
                  TimeInForce.FOK,
                  TimeInForce.OPG,
                  TimeInForce.CLS),
              TradingSession.REGULAR),
          shares(STOPS, LASTING, TradingSession.REGULAR),
          shares(Set.of(OrderType.LIMIT), LASTING, TradingSession.EXTENDED),
          options(Set.of(OrderType.MARKET), Set.of(TimeInForce.DAY)),
          options(Set.of(OrderType.LIMIT, OrderType.STOP, OrderType.STOP_LIMIT), LASTING));

  private static OrderSupport shares(
      Set<OrderType> types, Set<TimeInForce> timesInForce, TradingSession session) {
    return new OrderSupport(
        Set.of(AssetClass.EQUITY),
        types,
        timesInForce,
        Set.of(session),
        Set.of(QuantityKind.WHOLE_UNITS));
  }

  private static OrderSupport options(Set<OrderType> types, Set<TimeInForce> timesInForce) {
    return new OrderSupport(
        Set.of(AssetClass.OPTION),
        types,
        timesInForce,
        Set.of(TradingSession.REGULAR),
        Set.of(QuantityKind.WHOLE_UNITS));
  }
}
