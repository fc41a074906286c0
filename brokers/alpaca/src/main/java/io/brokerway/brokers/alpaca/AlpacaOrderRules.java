package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import java.math.BigDecimal;

/** What Alpaca does not take and is refused before anything is sent. Pure. */
final class AlpacaOrderRules {
  private static final int MOST_LEGS = 4;
  private static final int FEWEST_LEGS = 2;
  private static final int MOST_DECIMALS = 9;

  private AlpacaOrderRules() {}

  static void requireSupported(NewOrder order, Capabilities capabilities) {
    require(!capabilities.isReadOnly(), "no orders from a login without the scope trading");
    require(order.displayQuantity() == null, "no displayQuantity");
    require(!order.allOrNone(), "no allOrNone");
    require(order.parameters().isEmpty(), "no parameters");
    require(decimals(order.quantity()) <= MOST_DECIMALS, "at most 9 decimals of a quantity");
    switch (order.orderClass()) {
      case SIMPLE -> requireSimple(order, capabilities);
      case BRACKET, OTO -> requireEntryWithExits(order);
      case OCO -> requireOco(order);
      case MULTI_LEG -> requireMultiLeg(order);
    }
  }

  private static void requireSimple(NewOrder order, Capabilities capabilities) {
    var terms = order.terms();
    var instrument = requireInstrument(order);
    var kind = kind(order.quantity());
    require(
        capabilities.takes(
            instrument.assetClass(), terms.type(), terms.timeInForce(), terms.session(), kind),
        "no %s %s order of %s in the %s session with %s"
            .formatted(
                terms.type(), terms.timeInForce(), instrument.assetClass(), terms.session(), kind));
    if (order.side() == Side.SELL_SHORT) {
      require(
          instrument.assetClass() != AssetClass.CRYPTO && kind == QuantityKind.WHOLE_UNITS,
          "short sales of whole shares only");
    }
  }

  /** Brackets and one-triggers-other: a market or limit entry of whole shares. */
  private static void requireEntryWithExits(NewOrder order) {
    requireWholeShares(order);
    require(
        order.terms().type() == OrderType.MARKET || order.terms().type() == OrderType.LIMIT,
        "a market or limit entry for " + order.orderClass());
    requireExits(order);
  }

  private static void requireOco(NewOrder order) {
    requireWholeShares(order);
    requireExits(order);
    var takeProfit = order.takeProfit();
    var limit = order.terms().limitPrice();
    require(
        order.terms().type() == OrderType.LIMIT
            && takeProfit != null
            && takeProfit.limitPrice() != null
            && limit != null
            && limit.compareTo(takeProfit.limitPrice()) == 0,
        "a LIMIT order at the price of its takeProfit for OCO");
  }

  private static void requireWholeShares(NewOrder order) {
    var timeInForce = order.terms().timeInForce();
    require(
        requireInstrument(order).assetClass() == AssetClass.EQUITY
            && kind(order.quantity()) == QuantityKind.WHOLE_UNITS
            && order.terms().session() == TradingSession.REGULAR
            && (timeInForce == TimeInForce.DAY || timeInForce == TimeInForce.GTC),
        "whole shares, DAY or GTC, in the regular session for " + order.orderClass());
  }

  private static void requireExits(NewOrder order) {
    var takeProfit = order.takeProfit();
    require(
        takeProfit == null
            || (takeProfit.limitPrice() != null
                && takeProfit.stopPrice() == null
                && takeProfit.trail() == null),
        "a takeProfit with a limitPrice alone");
    ExitOrder stopLoss = order.stopLoss();
    require(
        stopLoss == null || (stopLoss.stopPrice() != null && stopLoss.trail() == null),
        "a stopLoss with a stopPrice");
  }

  private static void requireMultiLeg(NewOrder order) {
    var terms = order.terms();
    var legs = order.legs();
    require(
        legs.size() >= FEWEST_LEGS
            && legs.size() <= MOST_LEGS
            && legs.stream().allMatch(leg -> leg.instrument() instanceof Instrument.Option),
        "2 to 4 legs, each an option");
    require(
        (terms.type() == OrderType.MARKET || terms.type() == OrderType.LIMIT)
            && terms.timeInForce() == TimeInForce.DAY
            && terms.session() == TradingSession.REGULAR
            && kind(order.quantity()) == QuantityKind.WHOLE_UNITS,
        "a MARKET or LIMIT order for the DAY, in whole units, for MULTI_LEG");
  }

  static void requireSupported(ReplaceOrder replace) {
    var change = replace.change();
    require(change.goodUntil() == null && change.timeInForce() != TimeInForce.GTD, "no goodUntil");
    require(
        change.quantity() == null || isWhole(change.quantity()),
        "a replace to a whole quantity only");
    var original = replace.original().order();
    var trail = original == null ? null : original.terms().trail();
    require(
        change.trail() == null || trail == null || trail.unit() == change.trail().unit(),
        "no change of a trail between amount and percent");
  }

  private static Instrument requireInstrument(NewOrder order) {
    if (order.instrument() == null) {
      throw new Unsupported("Alpaca takes no order without an instrument");
    }
    return order.instrument();
  }

  private static void require(boolean supported, String what) {
    if (!supported) {
      throw new Unsupported("Alpaca takes " + what);
    }
  }

  private static QuantityKind kind(OrderQuantity quantity) {
    return switch (quantity) {
      case OrderQuantity.Notional _ -> QuantityKind.NOTIONAL;
      case OrderQuantity.Units units ->
          isWhole(units.units()) ? QuantityKind.WHOLE_UNITS : QuantityKind.FRACTIONAL_UNITS;
    };
  }

  private static int decimals(OrderQuantity quantity) {
    return switch (quantity) {
      case OrderQuantity.Notional money -> scale(money.amount().amount());
      case OrderQuantity.Units units -> scale(units.units());
    };
  }

  private static boolean isWhole(BigDecimal value) {
    return scale(value) <= 0;
  }

  private static int scale(BigDecimal value) {
    return value.stripTrailingZeros().scale();
  }
}
