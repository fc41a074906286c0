package io.brokerway.brokers.zerodha;

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
import io.brokerway.broker.RateBudget.Scope;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The door to Zerodha: shares of NSE and BSE, in rupees. */
public final class ZerodhaBrokerFactory implements BrokerFactory {
  static final BrokerId ID = new BrokerId("zerodha");

  /** Letters and digits. Source: Kite Connect "Orders", read 2026-11-23. */
  private static final int TAG_LENGTH = 20;

  /** What was sent within market hours is listed until the next morning, 14 hours at least. */
  private static final Duration LIST_HORIZON = Duration.ofHours(12);

  private static final Duration DAY = Duration.ofDays(1);

  /**
   * What connections of the same settings share: sockets, budgets and the lists of instruments.
   * Clock and recorder are those of the first context that came with the settings.
   */
  private record Shared(
      ZerodhaConfig config, BrokerHttp http, WebSocketClient webSockets, ZerodhaShares shares) {}

  private final Map<BrokerSettings, Shared> shared = new ConcurrentHashMap<>();

  @Override
  public BrokerProfile profile() {
    return new BrokerProfile(
        ID,
        "Zerodha",
        URI.create("https://kite.trade/docs/connect/v3/"),
        List.of(ZerodhaLogin.KITE),
        capabilities(ZerodhaConfig.DEFAULTS),
        ZerodhaConfig.SETTINGS);
  }

  @Override
  public Login login(BrokerContext context) {
    var parts = shared(context);
    return new ZerodhaLogin(parts.http(), parts.config(), context.clock());
  }

  @Override
  public Broker connect(BrokerSession session, BrokerContext context) {
    var parts = shared(context);
    return new ZerodhaBroker(
        parts.http(), parts.config(), session, parts.webSockets(), parts.shares(), context.clock());
  }

  private Shared shared(BrokerContext context) {
    return shared.computeIfAbsent(context.settings(), settings -> open(settings, context));
  }

  private static Shared open(BrokerSettings settings, BrokerContext context) {
    var config = ZerodhaConfig.from(settings);
    var egress = egress(settings);
    return new Shared(
        config,
        BrokerHttp.open(ID, HttpPolicy.DEFAULT, egress, Pacing.of(BUDGETS), context),
        WebSocketClient.open(ID, egress, context),
        new ZerodhaShares(config.instrumentsMaxAge(), context.clock()));
  }

  private static EgressPolicy egress(BrokerSettings settings) {
    var egress = EgressPolicy.NOWHERE;
    for (var setting : ZerodhaConfig.SETTINGS) {
      if (setting.key().endsWith("-url") && !setting.key().equals(ZerodhaConfig.AUTH_URL)) {
        egress = egress.withBase(settings, setting.key(), setting.fallback());
      }
    }
    return egress;
  }

  /**
   * Orders are counted for each user over all his keys; what the others are counted by is not said,
   * so an app's calls are taken together. Source: Kite Connect forum 52882, read 2026-11-23.
   */
  private static final List<RateBudget> BUDGETS =
      List.of(
          RateBudget.of(ZerodhaClient.ORDERS_A_SECOND, Scope.ACCOUNT, 10, Duration.ofSeconds(1)),
          RateBudget.of(ZerodhaClient.ORDERS_A_MINUTE, Scope.ACCOUNT, 400, Duration.ofMinutes(1)),
          RateBudget.of(ZerodhaClient.ORDERS_A_DAY, Scope.ACCOUNT, 5_000, DAY),
          RateBudget.of(ZerodhaClient.QUOTES, Scope.APPLICATION_KEY, 1, Duration.ofSeconds(1)),
          RateBudget.of(ZerodhaClient.HISTORICAL, Scope.APPLICATION_KEY, 3, Duration.ofSeconds(1)),
          RateBudget.of(ZerodhaClient.OTHERS, Scope.APPLICATION_KEY, 10, Duration.ofSeconds(1)));

  /** What Zerodha can do through this adapter. Source: Kite Connect "Orders", read 2026-11-23. */
  static Capabilities capabilities(ZerodhaConfig config) {
    return new Capabilities(
        Set.of(AssetClass.EQUITY),
        List.of(
            shares(
                Set.of(OrderType.MARKET, OrderType.LIMIT),
                Set.of(TimeInForce.DAY, TimeInForce.IOC)),
            shares(Set.of(OrderType.STOP, OrderType.STOP_LIMIT), Set.of(TimeInForce.DAY))),
        Set.of(),
        Set.of(ReplaceField.QUANTITY, ReplaceField.LIMIT_PRICE, ReplaceField.STOP_PRICE),
        new OrderIdentity(
            OrderIdentity.DuplicateIs.SECOND_ORDER,
            OrderIdentity.FindBy.TAG,
            new OrderIdentity.IdFormat(OrderIdentity.IdFormat.Alphabet.BASE36, TAG_LENGTH),
            config.absentAfter(),
            LIST_HORIZON),
        // The stream tells cumulative quantities and no execution ids.
        FillIdentity.CUMULATIVE_QUANTITY,
        Capabilities.Lane.ACCOUNT,
        Capabilities.Ownership.SHARED,
        Set.of(Capabilities.StreamKind.ORDERS, Capabilities.StreamKind.QUOTES),
        // Prices are licensed to the user whose session fetched them.
        new Capabilities.MarketData(true, true, false),
        new Capabilities.History(DAY, DAY, DAY, Capabilities.Coverage.FILLS),
        BUDGETS,
        Set.of(
            ZerodhaOrderRules.PRODUCT,
            ZerodhaOrderRules.VARIETY,
            ZerodhaOrderRules.MARKET_PROTECTION,
            Capabilities.DISPLAY_QUANTITY),
        Set.of(Capabilities.Extra.TRADING_DAYS));
  }

  private static OrderSupport shares(Set<OrderType> types, Set<TimeInForce> times) {
    return new OrderSupport(
        Set.of(AssetClass.EQUITY),
        types,
        times,
        Set.of(TradingSession.REGULAR),
        Set.of(QuantityKind.WHOLE_UNITS));
  }
}
