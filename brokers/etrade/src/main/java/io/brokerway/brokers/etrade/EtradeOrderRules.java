package io.brokerway.brokers.etrade;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.broker.order.Side;
import java.math.BigDecimal;

/** What is refused before anything is sent. Pure. */
final class EtradeOrderRules {
  private EtradeOrderRules() {}

  static void requireSupported(NewOrder order, Capabilities capabilities) {
    var terms = order.terms();
    var instrument = order.instrument();
    if (order.orderClass() != OrderClass.SIMPLE || instrument == null) {
      throw new Unsupported(
          "E*TRADE takes orders that hang together by no documented call: %s"
              .formatted(order.orderClass()));
    }
    if (order.displayQuantity() != null || order.allOrNone() || !order.parameters().isEmpty()) {
      throw new Unsupported("E*TRADE takes no displayQuantity, allOrNone or parameters here");
    }
    var kind = kind(order.quantity());
    if (!capabilities.takes(
        instrument.assetClass(), terms.type(), terms.timeInForce(), terms.session(), kind)) {
      throw new Unsupported(
          "E*TRADE takes no %s %s order of %s in the %s session with %s"
              .formatted(
                  terms.type(),
                  terms.timeInForce(),
                  instrument.assetClass(),
                  terms.session(),
                  kind));
    }
    if (order.side() == Side.SELL_SHORT && instrument.assetClass() != AssetClass.EQUITY) {
      throw new Unsupported("E*TRADE sells shares short; of options a sale opens");
    }
  }

  static void requireSupported(ReplaceOrder replace) {
    var change = replace.change();
    var original = replace.original().order();
    var trail = original == null ? null : original.terms().trail();
    if (change.timeInForce() != null || change.goodUntil() != null) {
      throw new Unsupported("E*TRADE changes no time in force here");
    }
    if (change.quantity() != null && !isWhole(change.quantity())) {
      throw new Unsupported("E*TRADE takes whole units only");
    }
    if (change.trail() != null && trail != null && trail.unit() != change.trail().unit()) {
      throw new Unsupported("E*TRADE changes no trail between amount and percent");
    }
  }

  private static QuantityKind kind(OrderQuantity quantity) {
    return switch (quantity) {
      case OrderQuantity.Notional _ -> QuantityKind.NOTIONAL;
      case OrderQuantity.Units(var units) ->
          isWhole(units) ? QuantityKind.WHOLE_UNITS : QuantityKind.FRACTIONAL_UNITS;
    };
  }

  private static boolean isWhole(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0;
  }
}
