package io.brokerway.brokers.zerodha;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.broker.order.Side;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** What Zerodha does not take and is refused before anything is sent. Pure. */
final class ZerodhaOrderRules {
  static final String PRODUCT = "product";
  static final String VARIETY = "variety";
  static final String MARKET_PROTECTION = "market_protection";

  /** For the day only: what is sold short is bought back before the evening. */
  private static final String INTRADAY = "MIS";

  private static final Map<String, Set<String>> WORDS =
      Map.of(
          PRODUCT, Set.of(ZerodhaPortfolio.DELIVERY, INTRADAY, "MTF"),
          VARIETY, Set.of(ZerodhaOrders.REGULAR, "amo"));

  private ZerodhaOrderRules() {}

  static void requireSupported(NewOrder order, Capabilities capabilities) {
    require(order.orderClass() == OrderClass.SIMPLE, "no " + order.orderClass());
    require(!order.allOrNone(), "no allOrNone");
    var terms = order.terms();
    var kind = kind(order.quantity());
    require(
        capabilities.takes(
            instrument(order).assetClass(),
            terms.type(),
            terms.timeInForce(),
            terms.session(),
            kind),
        "no %s %s order in the %s session with %s"
            .formatted(terms.type(), terms.timeInForce(), terms.session(), kind));
    var shown = order.displayQuantity();
    require(shown == null || isWhole(shown), "a whole displayQuantity only");
    requireParameters(order.parameters());
    require(
        order.side() != Side.SELL_SHORT || INTRADAY.equals(order.parameters().get(PRODUCT)),
        "short sales of the product MIS only");
    var name = ZerodhaSymbols.require(instrument(order));
    require(!name.symbol().isBlank(), "a symbol");
  }

  private static void requireParameters(Map<String, String> parameters) {
    parameters.forEach((name, value) -> {
      var words = WORDS.get(name);
      var known =
          words == null
              ? name.equals(MARKET_PROTECTION) && value.matches("-1|0|\\d{1,2}(\\.\\d{1,2})?|100")
              : words.contains(value);
      require(known, "no parameter %s of '%s'".formatted(name, value));
    });
  }

  static void requireSupported(ReplaceOrder replace) {
    var change = replace.change();
    require(
        change.trail() == null && change.timeInForce() == null && change.goodUntil() == null,
        "changes of quantity and prices only");
    require(
        change.quantity() == null || isWhole(change.quantity()),
        "a change to a whole quantity only");
  }

  static Instrument instrument(NewOrder order) {
    if (order.instrument() == null) {
      throw new Unsupported("Zerodha takes no order without an instrument");
    }
    return order.instrument();
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

  private static void require(boolean supported, String what) {
    if (!supported) {
      throw new Unsupported("Zerodha takes " + what);
    }
  }
}
