package io.brokerway.brokers.tradestation;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import java.math.BigDecimal;

/** What TradeStation does not take and is refused before anything is sent. Pure. */
final class TradeStationOrderRules {
  private TradeStationOrderRules() {}

  static void requireSupported(NewOrder order, Capabilities capabilities) {
    require(!capabilities.isReadOnly(), "no orders from a login without the scope Trade");
    require(order.displayQuantity() == null, "no displayQuantity");
    require(!order.allOrNone(), "no allOrNone");
    require(order.parameters().isEmpty(), "no parameters");
    switch (order.orderClass()) {
      case SIMPLE -> requireSimple(order, capabilities);
      case BRACKET, OTO -> requireEntryWithExits(order);
      case OCO -> requireOco(order);
      case MULTI_LEG -> throw new Unsupported("TradeStation takes no MULTI_LEG orders here");
    }
  }

  private static void requireSimple(NewOrder order, Capabilities capabilities) {
    var terms = order.terms();
    var instrument = instrument(order);
    var kind = kind(order.quantity());
    require(
        capabilities.takes(
            instrument.assetClass(), terms.type(), terms.timeInForce(), terms.session(), kind),
        "no %s %s order of %s in the %s session with %s"
            .formatted(
                terms.type(), terms.timeInForce(), instrument.assetClass(), terms.session(), kind));
  }

  private static void requireEntryWithExits(NewOrder order) {
    requireWholeShares(order);
    require(
        order.terms().type() == OrderType.MARKET || order.terms().type() == OrderType.LIMIT,
        "a market or limit entry for " + order.orderClass());
    require(order.side() != Side.SELL, "an entry that opens for " + order.orderClass());
    requireExits(order);
  }

  private static void requireOco(NewOrder order) {
    requireWholeShares(order);
    requireExits(order);
    var profit = order.takeProfit();
    var limit = order.terms().limitPrice();
    require(
        order.terms().type() == OrderType.LIMIT
            && profit != null
            && profit.limitPrice() != null
            && limit != null
            && limit.compareTo(profit.limitPrice()) == 0,
        "a LIMIT order at the price of its takeProfit for OCO");
  }

  private static void requireWholeShares(NewOrder order) {
    var timeInForce = order.terms().timeInForce();
    require(
        instrument(order).assetClass() == AssetClass.EQUITY
            && kind(order.quantity()) == QuantityKind.WHOLE_UNITS
            && order.terms().session() == TradingSession.REGULAR
            && (timeInForce == TimeInForce.DAY || timeInForce == TimeInForce.GTC),
        "whole shares, DAY or GTC, in the regular session for " + order.orderClass());
  }

  private static void requireExits(NewOrder order) {
    var profit = order.takeProfit();
    require(
        profit == null
            || (profit.limitPrice() != null
                && profit.stopPrice() == null
                && profit.trail() == null),
        "a takeProfit with a limitPrice alone");
    ExitOrder loss = order.stopLoss();
    require(
        loss == null || loss.stopPrice() != null || loss.limitPrice() == null,
        "a stopLoss with a stopPrice or a trail");
  }

  static void requireSupported(OrderChange change) {
    require(
        change.timeInForce() == null && change.goodUntil() == null,
        "no replace of the time in force");
    require(
        change.quantity() == null || isWhole(change.quantity()),
        "a replace to a whole quantity only");
  }

  private static Instrument instrument(NewOrder order) {
    if (order.instrument() == null) {
      throw new Unsupported("TradeStation takes no order without an instrument");
    }
    return order.instrument();
  }

  private static QuantityKind kind(OrderQuantity quantity) {
    return switch (quantity) {
      case OrderQuantity.Notional _ -> QuantityKind.NOTIONAL;
      case OrderQuantity.Units units ->
          isWhole(units.units()) ? QuantityKind.WHOLE_UNITS : QuantityKind.FRACTIONAL_UNITS;
    };
  }

  private static boolean isWhole(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0;
  }

  private static void require(boolean supported, String what) {
    if (!supported) {
      throw new Unsupported("TradeStation takes " + what);
    }
  }
}
