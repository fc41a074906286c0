package io.brokerway.exchange;

import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.MarketQuote;
import java.math.BigDecimal;

/**
 * A leg of a combination.
 *
 * @param ratio units per unit of the combination
 */
record CombinationLeg(Listed listed, boolean buy, BigDecimal ratio) {

  static CombinationLeg of(OrderLeg leg, Listed listed) {
    return new CombinationLeg(listed, leg.side() == Side.BUY, BigDecimal.valueOf(leg.ratio()));
  }

  /** A leg that is an order already. */
  static CombinationLeg of(LiveOrder leg, LiveOrder combination) {
    if (leg.quantity == null || combination.quantity == null) {
      throw new IllegalStateException("a combination without a quantity: " + combination.id);
    }
    return new CombinationLeg(
        leg.listed, leg.isBuy(), Amounts.trimmed(leg.quantity.divide(combination.quantity)));
  }

  /** The change of the holding by some units of the combination. */
  BigDecimal change(BigDecimal units) {
    var all = units.multiply(ratio);
    return buy ? all : all.negate();
  }

  BigDecimal touch(MarketQuote quote) {
    return buy ? quote.ask() : quote.bid();
  }

  /** What it adds to the price of the combination: a sale takes off. */
  BigDecimal price(MarketQuote quote) {
    return change(BigDecimal.ONE).multiply(touch(quote));
  }
}
