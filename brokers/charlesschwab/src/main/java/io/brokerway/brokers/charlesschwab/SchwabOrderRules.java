package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import org.jspecify.annotations.Nullable;

/** What Schwab does not take and is refused before anything is sent. Pure. */
final class SchwabOrderRules {
  private SchwabOrderRules() {}

  static void requireSupported(NewOrder order, Capabilities capabilities) {
    require(order.displayQuantity() == null, "no displayQuantity");
    require(!order.allOrNone(), "no allOrNone");
    require(order.parameters().isEmpty(), "no parameters");
    var orderClass = order.orderClass();
    require(
        orderClass == OrderClass.SIMPLE || capabilities.orderClasses().contains(orderClass),
        "no %s orders".formatted(orderClass));
    requireTaken(order, capabilities);
    if (orderClass != OrderClass.SIMPLE) {
      requireEntry(order);
    }
  }

  private static void requireTaken(NewOrder order, Capabilities capabilities) {
    var terms = order.terms();
    var instrument = order.instrument();
    require(instrument != null, "no order without an instrument");
    var assetClass = instrument == null ? AssetClass.UNKNOWN : instrument.assetClass();
    require(
        capabilities.takes(
            assetClass, terms.type(), terms.timeInForce(), terms.session(), kind(order)),
        "no %s %s order of %s in the %s session with %s"
            .formatted(
                terms.type(), terms.timeInForce(), assetClass, terms.session(), kind(order)));
  }

  private static void requireEntry(NewOrder order) {
    var terms = order.terms();
    require(
        (terms.type() == OrderType.MARKET || terms.type() == OrderType.LIMIT)
            && (terms.timeInForce() == TimeInForce.DAY || terms.timeInForce() == TimeInForce.GTC)
            && terms.session() == TradingSession.REGULAR,
        "a MARKET or LIMIT entry, DAY or GTC, in the regular session for " + order.orderClass());
    requireProfit(order.takeProfit());
    requireLoss(order.stopLoss());
  }

  private static void requireProfit(@Nullable ExitOrder exit) {
    require(
        exit == null
            || (exit.limitPrice() != null && exit.stopPrice() == null && exit.trail() == null),
        "a takeProfit with a limitPrice alone");
  }

  private static void requireLoss(@Nullable ExitOrder exit) {
    require(
        exit == null || (exit.stopPrice() != null && exit.trail() == null),
        "a stopLoss with a stopPrice");
  }

  private static QuantityKind kind(NewOrder order) {
    return switch (order.quantity()) {
      case OrderQuantity.Notional _ -> QuantityKind.NOTIONAL;
      case OrderQuantity.Units(var units) ->
          units.stripTrailingZeros().scale() > 0
              ? QuantityKind.FRACTIONAL_UNITS
              : QuantityKind.WHOLE_UNITS;
    };
  }

  static void requireSupported(OrderChange change) {
    require(change.goodUntil() == null && change.timeInForce() != TimeInForce.GTD, "no goodUntil");
    require(
        change.timeInForce() == null
            || change.timeInForce() == TimeInForce.DAY
            || change.timeInForce() == TimeInForce.GTC,
        "a replace to DAY or GTC only");
    require(
        change.quantity() == null || change.quantity().stripTrailingZeros().scale() <= 0,
        "a replace to a whole quantity only");
  }

  private static void require(boolean supported, String what) {
    if (!supported) {
      throw new Unsupported("Schwab takes " + what);
    }
  }
}
