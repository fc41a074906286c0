package io.brokerway.brokers.__package__;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The door to __Title__: who it is, what it can do, and what its connections share. */
public final class __Name__BrokerFactory implements BrokerFactory, AutoCloseable {
  static final BrokerId ID = new BrokerId("__id__");

  private static final Duration ONE_DAY = Duration.ofDays(1);

  private record Shared(__Name__Config config, BrokerHttp http) {}

  private final Map<BrokerSettings, Shared> shared = new ConcurrentHashMap<>();

  @Override
  public BrokerProfile profile() {
    return new BrokerProfile(
        ID,
        "__Title__",
        null,
        List.of(__Name__Login.API_KEY),
        capabilities(__Name__Config.DEFAULTS),
        __Name__Config.SETTINGS);
  }

  @Override
  public Login login(BrokerContext context) {
    var parts = shared(context);
    return new __Name__Login(
        credentials -> new __Name__Client(parts.http(), parts.config(), "", () -> credentials));
  }

  @Override
  public Broker connect(BrokerSession session, BrokerContext context) {
    var parts = shared(context);
    var client =
        new __Name__Client(
            parts.http(),
            parts.config(),
            session.connection(),
            () -> __Name__Credentials.of(session.credentials()));
    return new __Name__Broker(client, capabilities(parts.config()));
  }

  private Shared shared(BrokerContext context) {
    return shared.computeIfAbsent(context.settings(), settings -> open(settings, context));
  }

  private static Shared open(BrokerSettings settings, BrokerContext context) {
    var config = __Name__Config.from(settings);
    var egress =
        EgressPolicy.NOWHERE.withBase(
            settings, __Name__Config.BASE_URL, __Name__Config.DEFAULTS.baseUrl().toString());
    var pacing = Pacing.of(budgets(config));
    return new Shared(
        config, BrokerHttp.open(ID, HttpPolicy.DEFAULT, egress, pacing, context));
  }

  private static List<RateBudget> budgets(__Name__Config config) {
    return List.of(
        RateBudget.of(
            __Name__Client.BUDGET,
            RateBudget.Scope.CONNECTION,
            config.callsPerMinute(),
            Duration.ofMinutes(1)));
  }

  /**
   * What the skeleton declares, for the suite to hold the adapter to: a plain broker for shares that
   * knows its orders by no id of ours. Say here what __Title__'s pages say, never more.
   */
  static Capabilities capabilities(__Name__Config config) {
    return new Capabilities(
        Set.of(AssetClass.EQUITY),
        List.of(
            new OrderSupport(
                Set.of(AssetClass.EQUITY),
                Set.of(OrderType.MARKET, OrderType.LIMIT),
                Set.of(TimeInForce.DAY),
                Set.of(TradingSession.REGULAR),
                Set.of(QuantityKind.WHOLE_UNITS))),
        Set.of(),
        Set.of(),
        new OrderIdentity(
            OrderIdentity.DuplicateIs.SECOND_ORDER,
            OrderIdentity.FindBy.FINGERPRINT,
            new OrderIdentity.IdFormat(OrderIdentity.IdFormat.Alphabet.BASE36, 32),
            config.absentAfter(),
            ONE_DAY),
        FillIdentity.CUMULATIVE_QUANTITY,
        Capabilities.Lane.ACCOUNT,
        Capabilities.Ownership.SHARED,
        Set.of(),
        Capabilities.MarketData.NONE,
        new Capabilities.History(null, null, ONE_DAY),
        budgets(config),
        Set.of());
  }

  /** Closes the connections of all. */
  @Override
  public void close() {
    shared.values().forEach(parts -> parts.http().close());
  }
}
