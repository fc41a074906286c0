package io.brokerway.brokers.charlesschwab;

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

/** The door to Charles Schwab: trading in equities and options, live only. */
public final class SchwabBrokerFactory implements BrokerFactory {
  static final BrokerId ID = new BrokerId("charles_schwab");

  /** No id of ours reaches Schwab: the form is the widest that anybody takes. */
  private static final OrderIdentity.IdFormat ANY_ID =
      new OrderIdentity.IdFormat(OrderIdentity.IdFormat.Alphabet.BASE36, 32);

  /** An order stays in its account's list for a year; by all accounts for 60 days. */
  private static final Duration LIST_HORIZON = Duration.ofDays(60);

  private static final Duration A_YEAR = Duration.ofDays(365);

  /** Dividends and fees may be booked days after their date. */
  private static final Duration TRANSACTION_OVERLAP = Duration.ofDays(7);

  /** What connections of the same settings share: sockets and budgets. */
  private record Shared(SchwabConfig config, BrokerHttp http, WebSocketClient webSockets) {}

  private final Map<BrokerSettings, Shared> shared = new ConcurrentHashMap<>();

  @Override
  public BrokerProfile profile() {
    return new BrokerProfile(
        ID,
        "Charles Schwab",
        URI.create("https://developer.schwab.com"),
        List.of(SchwabLogin.OAUTH),
        capabilities(SchwabConfig.DEFAULTS),
        SchwabConfig.SETTINGS);
  }

  @Override
  public Login login(BrokerContext context) {
    var parts = shared(context);
    return new SchwabLogin(parts.http(), parts.config(), context.clock());
  }

  @Override
  public Broker connect(BrokerSession session, BrokerContext context) {
    var parts = shared(context);
    return new SchwabBroker(
        parts.http(), parts.config(), session, parts.webSockets(), context.clock());
  }

  private Shared shared(BrokerContext context) {
    return shared.computeIfAbsent(context.settings(), settings -> open(settings, context));
  }

  private static Shared open(BrokerSettings settings, BrokerContext context) {
    var config = SchwabConfig.from(settings);
    var policy = HttpPolicy.DEFAULT.withRequestIdHeader("Schwab-Client-CorrelId");
    var egress = EgressPolicy.NOWHERE;
    for (var setting : SchwabConfig.SETTINGS) {
      if (setting.key().endsWith("-url") && !setting.key().equals(SchwabConfig.AUTH_URL)) {
        egress = egress.withBase(settings, setting.key(), setting.fallback());
      }
    }
    return new Shared(
        config,
        BrokerHttp.open(ID, policy, egress, Pacing.of(budgets(config)), context),
        WebSocketClient.open(ID, egress, context));
  }

  private static List<RateBudget> budgets(SchwabConfig config) {
    return List.of(
        RateBudget.of(
            SchwabClient.CALLS,
            RateBudget.Scope.APPLICATION_KEY,
            config.callsPerMinute(),
            Duration.ofMinutes(1)));
  }

  /** What Schwab can do. Source: its OpenAPI documents 1.0.0, read 2026-11-23. */
  static Capabilities capabilities(SchwabConfig config) {
    return new Capabilities(
        Set.of(AssetClass.EQUITY, AssetClass.OPTION),
        ORDERS,
        Set.of(OrderClass.BRACKET, OrderClass.OTO),
        EnumSet.allOf(ReplaceField.class),
        new OrderIdentity(
            OrderIdentity.DuplicateIs.SECOND_ORDER,
            OrderIdentity.FindBy.FINGERPRINT,
            ANY_ID,
            config.absentAfter(),
            LIST_HORIZON),
        // Orders and transactions have ids of their own for the same fill.
        FillIdentity.CUMULATIVE_QUANTITY,
        Capabilities.Lane.ACCOUNT,
        Capabilities.Ownership.SHARED,
        Set.of(Capabilities.StreamKind.ORDERS, Capabilities.StreamKind.EXECUTIONS),
        // Prices are licensed to the user whose login fetched them.
        new Capabilities.MarketData(true, true, false),
        new Capabilities.History(A_YEAR, A_YEAR, TRANSACTION_OVERLAP),
        budgets(config),
        Set.of());
  }

  private static final Set<TimeInForce> DAY_AND_GTC = Set.of(TimeInForce.DAY, TimeInForce.GTC);

  private static final List<OrderSupport> ORDERS =
      List.of(
          equity(
              Set.of(
                  OrderType.MARKET,
                  OrderType.LIMIT,
                  OrderType.STOP,
                  OrderType.STOP_LIMIT,
                  OrderType.TRAILING_STOP),
              DAY_AND_GTC,
              TradingSession.REGULAR),
          equity(
              Set.of(OrderType.LIMIT),
              Set.of(TimeInForce.IOC, TimeInForce.FOK),
              TradingSession.REGULAR),
          // GTC beyond the regular session is unconfirmed, so it is not offered.
          equity(Set.of(OrderType.LIMIT), Set.of(TimeInForce.DAY), TradingSession.EXTENDED),
          equity(Set.of(OrderType.LIMIT), Set.of(TimeInForce.DAY), TradingSession.PRE_MARKET),
          equity(Set.of(OrderType.LIMIT), Set.of(TimeInForce.DAY), TradingSession.POST_MARKET),
          equity(
              Set.of(OrderType.MARKET_ON_CLOSE, OrderType.LIMIT_ON_CLOSE),
              Set.of(TimeInForce.DAY),
              TradingSession.REGULAR),
          new OrderSupport(
              Set.of(AssetClass.OPTION),
              Set.of(OrderType.MARKET, OrderType.LIMIT, OrderType.STOP, OrderType.STOP_LIMIT),
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
