package io.brokerway.brokers.etrade;

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
import io.brokerway.broker.order.OrderIdentity;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.kit.egress.EgressPolicy;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpPolicy;
import io.brokerway.kit.oauth1.HmacSha1;
import io.brokerway.kit.oauth1.OAuth1Signer;
import io.brokerway.kit.pacing.Pacing;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The door to E*TRADE: trading in equities and options. */
public final class EtradeBrokerFactory implements BrokerFactory {
  static final BrokerId ID = new BrokerId("etrade");

  /** At most 20 letters and digits. */
  private static final int CLIENT_ORDER_ID_LENGTH = 20;

  /** Orders stay in the list for about two years; a year is surely within. */
  private static final Duration LIST_HORIZON = Duration.ofDays(365);

  private static final Duration TRANSACTIONS = Duration.ofDays(729);

  /** What is not posted yet may change: the last days are read again. */
  private static final Duration TRANSACTION_OVERLAP = Duration.ofDays(5);

  /** What connections of the same settings share. */
  private record Shared(
      EtradeConfig config, BrokerHttp http, OAuth1Signer signer, EtradeOrderNumbers numbers) {}

  private final Map<BrokerSettings, Shared> shared = new ConcurrentHashMap<>();

  @Override
  public BrokerProfile profile() {
    return new BrokerProfile(
        ID,
        "E*TRADE",
        URI.create("https://developer.etrade.com"),
        List.of(EtradeLogin.ONE),
        capabilities(EtradeConfig.DEFAULTS),
        EtradeConfig.SETTINGS);
  }

  @Override
  public Login login(BrokerContext context) {
    var parts = shared(context);
    return new EtradeLogin(parts.http(), parts.config(), parts.signer(), context.clock());
  }

  @Override
  public Broker connect(BrokerSession session, BrokerContext context) {
    var parts = shared(context);
    var access = EtradeAccess.of(session);
    return new EtradeBroker(
        new EtradeClient(parts.http(), parts.config(), parts.signer(), access),
        access,
        capabilities(parts.config()),
        parts.numbers(),
        context.clock());
  }

  private Shared shared(BrokerContext context) {
    return shared.computeIfAbsent(context.settings(), settings -> open(settings, context));
  }

  private static Shared open(BrokerSettings settings, BrokerContext context) {
    var config = EtradeConfig.from(settings);
    return new Shared(
        config,
        BrokerHttp.open(
            ID, HttpPolicy.DEFAULT, egress(settings), Pacing.of(budgets(config)), context),
        // Nonces must not repeat, over restarts either: no source that is handed in can promise it.
        new OAuth1Signer(new HmacSha1(), context.clock(), new SecureRandom()),
        new EtradeOrderNumbers());
  }

  private static EgressPolicy egress(BrokerSettings settings) {
    var egress = EgressPolicy.NOWHERE;
    for (var setting : EtradeConfig.SETTINGS) {
      if (setting.key().equals("base-url")) {
        egress = egress.withBase(settings, setting.key(), setting.fallback());
      }
    }
    return egress;
  }

  private static List<RateBudget> budgets(EtradeConfig config) {
    return List.of(
        budget(EtradeClient.ORDERS, config.orderCallsPerSecond()),
        budget(EtradeClient.ACCOUNTS, config.accountCallsPerSecond()),
        budget(EtradeClient.MARKET, config.marketCallsPerSecond()));
  }

  /** E*TRADE counts by user and part of its API. */
  private static RateBudget budget(String name, int callsPerSecond) {
    return RateBudget.of(name, RateBudget.Scope.CONNECTION, callsPerSecond, Duration.ofSeconds(1));
  }

  /** What E*TRADE can do. Source: E*TRADE API reference, Order API v1, read 2026-11-23. */
  static Capabilities capabilities(EtradeConfig config) {
    return new Capabilities(
        Set.of(AssetClass.EQUITY, AssetClass.OPTION),
        ORDERS,
        Set.of(),
        EnumSet.of(
            ReplaceField.QUANTITY,
            ReplaceField.LIMIT_PRICE,
            ReplaceField.STOP_PRICE,
            ReplaceField.TRAIL),
        new OrderIdentity(
            config.enforcedOrderIds()
                ? OrderIdentity.DuplicateIs.REFUSED
                : OrderIdentity.DuplicateIs.SECOND_ORDER,
            // Lists do not show the id.
            OrderIdentity.FindBy.FINGERPRINT,
            new OrderIdentity.IdFormat(
                OrderIdentity.IdFormat.Alphabet.BASE36, CLIENT_ORDER_ID_LENGTH),
            config.absentAfter(),
            LIST_HORIZON),
        FillIdentity.EXECUTION_ID,
        Capabilities.Lane.ACCOUNT,
        Capabilities.Ownership.SHARED,
        Set.of(),
        // Prices are real time only for the user who agreed to the exchanges' terms.
        new Capabilities.MarketData(true, false, false),
        new Capabilities.History(TRANSACTIONS, null, TRANSACTION_OVERLAP),
        budgets(config),
        Set.of());
  }

  private static final Set<TimeInForce> DAY = Set.of(TimeInForce.DAY);
  private static final Set<TimeInForce> DAY_AND_GTC = Set.of(TimeInForce.DAY, TimeInForce.GTC);

  private static final List<OrderSupport> ORDERS =
      List.of(
          equity(Set.of(OrderType.MARKET), DAY, TradingSession.REGULAR),
          equity(
              Set.of(
                  OrderType.LIMIT, OrderType.STOP, OrderType.STOP_LIMIT, OrderType.TRAILING_STOP),
              DAY_AND_GTC,
              TradingSession.REGULAR),
          equity(
              Set.of(OrderType.LIMIT),
              Set.of(TimeInForce.IOC, TimeInForce.FOK),
              TradingSession.REGULAR),
          equity(
              Set.of(
                  OrderType.MARKET_ON_OPEN,
                  OrderType.LIMIT_ON_OPEN,
                  OrderType.MARKET_ON_CLOSE,
                  OrderType.LIMIT_ON_CLOSE),
              DAY,
              TradingSession.REGULAR),
          equity(Set.of(OrderType.LIMIT), DAY, TradingSession.EXTENDED),
          new OrderSupport(
              Set.of(AssetClass.OPTION),
              Set.of(OrderType.MARKET),
              DAY,
              Set.of(TradingSession.REGULAR),
              Set.of(QuantityKind.WHOLE_UNITS)),
          new OrderSupport(
              Set.of(AssetClass.OPTION),
              Set.of(OrderType.LIMIT, OrderType.STOP, OrderType.STOP_LIMIT),
              DAY_AND_GTC,
              Set.of(TradingSession.REGULAR),
              Set.of(QuantityKind.WHOLE_UNITS)));

  private static OrderSupport equity(
      Set<OrderType> types, Set<TimeInForce> timesInForce, TradingSession session) {
    return new OrderSupport(
        Set.of(AssetClass.EQUITY),
        types,
        timesInForce,
        Set.of(session),
        Set.of(QuantityKind.WHOLE_UNITS));
  }
}
