package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.Side;

/** Refuses what is not declared, before anything is sent. Pure. */
final class CoinbaseOrderRules {
  private CoinbaseOrderRules() {}

  static void requireSupported(NewOrder order, Capabilities capabilities) {
    if (capabilities.isReadOnly()) {
      throw new Unsupported("this key may not trade: make one with the right to");
    }
    var instrument = order.instrument();
    if (order.orderClass() != OrderClass.SIMPLE || instrument == null) {
      throw new Unsupported("this adapter sends simple orders only, no " + order.orderClass());
    }
    var terms = order.terms();
    var quantity = quantityKind(order.quantity());
    if (!capabilities.takes(
        instrument.assetClass(), terms.type(), terms.timeInForce(), terms.session(), quantity)) {
      throw new Unsupported(
          "Coinbase takes no %s %s order of %s by %s in %s"
              .formatted(
                  terms.type(),
                  terms.timeInForce(),
                  instrument.assetClass(),
                  quantity,
                  terms.session()));
    }
    if (quantity == QuantityKind.NOTIONAL && order.side() != Side.BUY) {
      throw new Unsupported("Coinbase sells by units, not by an amount of money");
    }
    if (order.side() == Side.SELL_SHORT || order.allOrNone() || order.displayQuantity() != null) {
      throw new Unsupported("Coinbase knows no short sale, all-or-none or hidden part of coins");
    }
    for (var name : order.parameters().keySet()) {
      if (!capabilities.parameters().contains(name)) {
        throw new Unsupported("Coinbase has no parameter '%s'".formatted(name));
      }
    }
  }

  static void requireSupported(OrderChange change, Capabilities capabilities) {
    if (capabilities.isReadOnly()
        || change.stopPrice() != null
        || change.trail() != null
        || change.timeInForce() != null
        || change.goodUntil() != null) {
      throw new Unsupported("Coinbase changes quantity and limit price of an order, nothing else");
    }
  }

  private static QuantityKind quantityKind(OrderQuantity quantity) {
    return switch (quantity) {
      case OrderQuantity.Units(var units) ->
          units.stripTrailingZeros().scale() > 0
              ? QuantityKind.FRACTIONAL_UNITS
              : QuantityKind.WHOLE_UNITS;
      case OrderQuantity.Notional _ -> QuantityKind.NOTIONAL;
    };
  }
}
