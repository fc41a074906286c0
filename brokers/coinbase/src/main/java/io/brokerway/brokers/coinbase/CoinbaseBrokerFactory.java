package io.brokerway.brokers.coinbase;

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
import io.brokerway.kit.pacing.Pacing;
import io.brokerway.kit.stream.WebSocketClient;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The door to Coinbase: trading in spot crypto. */
public final class CoinbaseBrokerFactory implements BrokerFactory {
  static final BrokerId ID = new BrokerId("coinbase");

  private static final int UUID_LENGTH = 36;

  /** No page names a cut-off; a year is more than any unknown order lives. */
  private static final Duration LIST_HORIZON = Duration.ofDays(365);

  /** A row of the ledger may be pending for days before it counts. */
  private static final Duration TRANSACTION_OVERLAP = Duration.ofDays(7);

  private static final Set<TradingSession> AROUND_THE_CLOCK =
      Set.of(TradingSession.REGULAR, TradingSession.ALL);

  private static final Set<QuantityKind> UNITS =
      Set.of(QuantityKind.WHOLE_UNITS, QuantityKind.FRACTIONAL_UNITS);

  private static final List<OrderSupport> ORDERS =
      List.of(
          orders(OrderType.MARKET, Set.of(TimeInForce.IOC, TimeInForce.FOK), UNITS),
          // By an amount of money, buys only.
          orders(OrderType.MARKET, Set.of(TimeInForce.IOC), Set.of(QuantityKind.NOTIONAL)),
          orders(
              OrderType.LIMIT,
              Set.of(TimeInForce.GTC, TimeInForce.GTD, TimeInForce.IOC, TimeInForce.FOK),
              UNITS),
          orders(OrderType.STOP_LIMIT, Set.of(TimeInForce.GTC, TimeInForce.GTD), UNITS));

  private final Map<BrokerSettings, CoinbaseShared> shared = new ConcurrentHashMap<>();

  @Override
  public BrokerProfile profile() {
    return new BrokerProfile(
        ID,
        "Coinbase",
        URI.create("https://docs.cdp.coinbase.com"),
        List.of(CoinbaseLogin.API_KEY, CoinbaseOAuth.OPTION),
        capabilities(CoinbaseConfig.DEFAULTS, true),
        CoinbaseConfig.SETTINGS);
  }

  @Override
  public Login login(BrokerContext context) {
    var parts = shared(context);
    return new CoinbaseLogin(parts.http(), parts.config(), parts.clock(), parts.random());
  }

  @Override
  public Broker connect(BrokerSession session, BrokerContext context) {
    return new CoinbaseBroker(shared(context), session);
  }

  private CoinbaseShared shared(BrokerContext context) {
    return shared.computeIfAbsent(context.settings(), settings -> open(settings, context));
  }

  private static CoinbaseShared open(BrokerSettings settings, BrokerContext context) {
    var config = CoinbaseConfig.from(settings);
    var egress = egress(settings);
    return new CoinbaseShared(
        config,
        BrokerHttp.open(ID, HttpPolicy.DEFAULT, egress, Pacing.of(budgets(config)), context),
        WebSocketClient.open(ID, egress, context),
        context.clock(),
        new SecureRandom());
  }

  private static EgressPolicy egress(BrokerSettings settings) {
    var egress = EgressPolicy.NOWHERE;
    for (var setting : CoinbaseConfig.SETTINGS) {
      if (setting.key().endsWith("-url") && !setting.key().equals(CoinbaseConfig.AUTH_URL)) {
        egress = egress.withBase(settings, setting.key(), setting.fallback());
      }
    }
    return egress;
  }

  private static List<RateBudget> budgets(CoinbaseConfig config) {
    return List.of(
        RateBudget.of(
            CoinbaseClient.TRADING,
            RateBudget.Scope.APPLICATION_KEY,
            config.tradingCallsPerSecond(),
            Duration.ofSeconds(1)),
        RateBudget.of(
            CoinbaseClient.LEDGER,
            RateBudget.Scope.APPLICATION_KEY,
            config.ledgerCallsPerHour(),
            Duration.ofHours(1)));
  }

  /** What Coinbase can do. Source: Coinbase's reference of "Create Order", read 2026-11-23. */
  static Capabilities capabilities(CoinbaseConfig config, boolean mayTrade) {
    return new Capabilities(
        Set.of(AssetClass.CRYPTO),
        mayTrade ? ORDERS : List.of(),
        Set.of(),
        mayTrade ? Set.of(ReplaceField.QUANTITY, ReplaceField.LIMIT_PRICE) : Set.of(),
        mayTrade ? identity(config) : null,
        FillIdentity.EXECUTION_ID,
        Capabilities.Lane.ACCOUNT,
        Capabilities.Ownership.SHARED,
        Set.of(Capabilities.StreamKind.ORDERS),
        // Whose login fetched a price, for him it is shown: no page says that more is allowed.
        new Capabilities.MarketData(true, true, false),
        new Capabilities.History(null, null, TRANSACTION_OVERLAP),
        budgets(config),
        mayTrade ? Set.of(CoinbaseOrders.POST_ONLY) : Set.of());
  }

  /** "The existing order is returned": reference of "Create Order", client_order_id. */
  private static OrderIdentity identity(CoinbaseConfig config) {
    return new OrderIdentity(
        OrderIdentity.DuplicateIs.RETURNS_ORIGINAL,
        OrderIdentity.FindBy.CLIENT_ID,
        new OrderIdentity.IdFormat(OrderIdentity.IdFormat.Alphabet.UUID, UUID_LENGTH),
        config.absentAfter(),
        LIST_HORIZON);
  }

  private static OrderSupport orders(
      OrderType type, Set<TimeInForce> timesInForce, Set<QuantityKind> quantities) {
    return new OrderSupport(
        Set.of(AssetClass.CRYPTO), Set.of(type), timesInForce, AROUND_THE_CLOCK, quantities);
  }
}
