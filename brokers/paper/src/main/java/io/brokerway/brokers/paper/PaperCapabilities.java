package io.brokerway.brokers.paper;

import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Capabilities.OrderSupport;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.Capabilities.ReplaceField;
import io.brokerway.broker.Capabilities.StreamKind;
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
import java.util.stream.Stream;

/** What the paper broker takes. */
final class PaperCapabilities {
  private static final Set<AssetClass> SHARES = EnumSet.of(AssetClass.EQUITY, AssetClass.ETF);
  private static final Set<AssetClass> COINS = EnumSet.of(AssetClass.CRYPTO);
  private static final Set<TimeInForce> LASTING =
      EnumSet.of(TimeInForce.DAY, TimeInForce.GTC, TimeInForce.GTD);
  private static final Set<TimeInForce> CONTINUOUS =
      EnumSet.of(
          TimeInForce.DAY, TimeInForce.GTC, TimeInForce.GTD, TimeInForce.IOC, TimeInForce.FOK);
  private static final Set<OrderType> PLAIN = EnumSet.of(OrderType.MARKET, OrderType.LIMIT);
  private static final Set<OrderType> STOPS =
      EnumSet.of(OrderType.STOP, OrderType.STOP_LIMIT, OrderType.TRAILING_STOP);
  private static final Set<QuantityKind> UNITS =
      EnumSet.of(QuantityKind.WHOLE_UNITS, QuantityKind.FRACTIONAL_UNITS);
  private static final Set<QuantityKind> ALL_QUANTITIES = EnumSet.allOf(QuantityKind.class);
  private static final Set<TradingSession> REGULAR = EnumSet.of(TradingSession.REGULAR);
  private static final Set<TradingSession> BEYOND =
      EnumSet.of(TradingSession.EXTENDED, TradingSession.ALL);
  private static final Set<TradingSession> ANY =
      EnumSet.of(TradingSession.REGULAR, TradingSession.EXTENDED, TradingSession.ALL);

  private static final int MAX_CLIENT_ORDER_ID = 48;

  /** The venue answers from its own state: what it does not have now it does not have. */
  private static final Duration ABSENT_AFTER = Duration.ofSeconds(1);

  /** It forgets no order; ten years stand for ever. */
  private static final Duration LIST_HORIZON = Duration.ofDays(3650);

  private static final OrderSupport AUCTIONS =
      new OrderSupport(SHARES, PLAIN, EnumSet.of(TimeInForce.OPG, TimeInForce.CLS), REGULAR, UNITS);
  private static final List<OrderSupport> CONTINUOUS_MARKET =
      List.of(
          new OrderSupport(SHARES, PLAIN, CONTINUOUS, REGULAR, ALL_QUANTITIES),
          new OrderSupport(SHARES, STOPS, LASTING, REGULAR, UNITS),
          new OrderSupport(SHARES, EnumSet.of(OrderType.LIMIT), LASTING, BEYOND, ALL_QUANTITIES),
          new OrderSupport(COINS, PLAIN, CONTINUOUS, ANY, ALL_QUANTITIES),
          new OrderSupport(COINS, STOPS, LASTING, ANY, UNITS));

  /** Of replayed prices, which serve everybody. */
  static final Capabilities REPLAY =
      of(
          Stream.concat(CONTINUOUS_MARKET.stream(), Stream.of(AUCTIONS)).toList(),
          new Capabilities.MarketData(true, true, true));

  /** Of a connection's quotes: they tell no auctions, and serve their own user alone. */
  static final Capabilities QUOTED =
      of(CONTINUOUS_MARKET, new Capabilities.MarketData(true, true, false));

  /** Of the broker, before it is known where an account's prices come from: shared by nobody. */
  static final Capabilities ALL = of(REPLAY.orders(), QUOTED.marketData());

  private static Capabilities of(List<OrderSupport> orders, Capabilities.MarketData marketData) {
    return new Capabilities(
        EnumSet.of(AssetClass.EQUITY, AssetClass.ETF, AssetClass.CRYPTO),
        orders,
        EnumSet.of(OrderClass.BRACKET, OrderClass.OCO, OrderClass.OTO),
        EnumSet.allOf(ReplaceField.class),
        new OrderIdentity(
            OrderIdentity.DuplicateIs.RETURNS_ORIGINAL,
            OrderIdentity.FindBy.CLIENT_ID,
            new OrderIdentity.IdFormat(OrderIdentity.IdFormat.Alphabet.BASE36, MAX_CLIENT_ORDER_ID),
            ABSENT_AFTER,
            LIST_HORIZON),
        FillIdentity.EXECUTION_ID,
        Capabilities.Lane.ACCOUNT,
        Capabilities.Ownership.SHARED,
        EnumSet.allOf(StreamKind.class),
        marketData,
        new Capabilities.History(null, null, Duration.ZERO),
        List.of(),
        Set.of());
  }

  private PaperCapabilities() {}
}
