package io.brokerway.conformance;

import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes orders of one trader. */
final class Orders {
  private static final Duration GOOD_FOR = Duration.ofDays(2);

  private final Stage stage;
  private final Trader trader;

  private Orders(Stage stage, Trader trader) {
    this.stage = stage;
    this.trader = trader;
  }

  static Orders on(Stage stage, Trader trader) {
    return new Orders(stage, trader);
  }

  /** A simple buy whose price, where it has one, keeps it from filling. */
  NewOrder buy(Specimen specimen, Combination combination) {
    return order(
        specimen.instrument(),
        Side.BUY,
        quantity(specimen, combination.quantity()),
        terms(specimen, combination.type(), combination.timeInForce(), combination.session()));
  }

  /** A limit order that rests for as long as may be. */
  NewOrder resting(Specimen specimen) {
    return resting(specimen, specimen.whole());
  }

  NewOrder resting(Specimen specimen, BigDecimal quantity) {
    return limit(specimen, Side.BUY, quantity, specimen.below());
  }

  /** A limit order that fills at once as far as there is something on offer. */
  NewOrder crossing(Specimen specimen, BigDecimal quantity) {
    return limit(specimen, Side.BUY, quantity, specimen.crossing());
  }

  /** A sale at a price that is met at once. */
  NewOrder sale(Specimen specimen, BigDecimal quantity) {
    return limit(specimen, Side.SELL, quantity, specimen.below());
  }

  NewOrder limit(Specimen specimen, Side side, BigDecimal quantity, BigDecimal price) {
    var time =
        time(specimen, OrderType.LIMIT, List.of(TimeInForce.GTC, TimeInForce.DAY, TimeInForce.GTD));
    var terms = terms(specimen, OrderType.LIMIT, time, TradingSession.REGULAR, price);
    return order(specimen.instrument(), side, new OrderQuantity.Units(quantity), terms);
  }

  /** The first of some times in force in which the broker takes a type of orders. */
  TimeInForce time(Specimen specimen, OrderType type, List<TimeInForce> preferred) {
    var assetClass = specimen.instrument().assetClass();
    var taken = stage.capabilities().timesInForceFor(assetClass, type);
    return preferred.stream()
        .filter(taken::contains)
        .findFirst()
        .orElseThrow(() ->
            new AssertionError(
                "%s orders of %s are taken in none of %s".formatted(type, assetClass, preferred)));
  }

  /** A simple order with the parameters that its type needs. */
  NewOrder order(Instrument instrument, Side side, OrderQuantity quantity, OrderTerms terms) {
    return order(instrument, side, quantity, terms, stage.simulator().parameters(terms.type()));
  }

  NewOrder order(
      Instrument instrument,
      Side side,
      OrderQuantity quantity,
      OrderTerms terms,
      Map<String, String> parameters) {
    return new NewOrder(
        trader.key(),
        stage.newOrderId(),
        OrderClass.SIMPLE,
        instrument,
        side,
        PositionEffect.AUTOMATIC,
        quantity,
        terms,
        List.of(),
        null,
        null,
        null,
        false,
        parameters);
  }

  private static OrderQuantity quantity(Specimen specimen, QuantityKind kind) {
    return switch (kind) {
      case WHOLE_UNITS -> new OrderQuantity.Units(specimen.whole());
      case FRACTIONAL_UNITS -> new OrderQuantity.Units(specimen.fraction());
      case NOTIONAL -> new OrderQuantity.Notional(specimen.notional());
    };
  }

  /** Terms of a buy that does not fill by its price. */
  OrderTerms terms(
      Specimen specimen, OrderType type, TimeInForce timeInForce, TradingSession session) {
    return terms(specimen, type, timeInForce, session, specimen.below());
  }

  private OrderTerms terms(
      Specimen specimen,
      OrderType type,
      TimeInForce timeInForce,
      TradingSession session,
      BigDecimal limit) {
    // A stop to buy waits above the market, what is touched waits below.
    var touched = type == OrderType.MARKET_IF_TOUCHED || type == OrderType.LIMIT_IF_TOUCHED;
    var trigger = touched ? specimen.below() : specimen.above();
    return new OrderTerms(
        type,
        timeInForce,
        session,
        type.needsLimitPrice() ? (type.needsStopPrice() ? trigger : limit) : null,
        type.needsStopPrice() ? trigger : null,
        type.trails() ? TrailingOffset.percent("5") : null,
        type == OrderType.TRAILING_STOP_LIMIT ? specimen.step() : null,
        timeInForce == TimeInForce.GTD ? stage.gateway().clock().instant().plus(GOOD_FOR) : null);
  }
}
