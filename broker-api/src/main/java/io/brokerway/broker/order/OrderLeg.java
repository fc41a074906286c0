package io.brokerway.broker.order;

import io.brokerway.broker.instrument.Instrument;

/**
 * One instrument of a multi-leg order. FIX LegRatioQty(623).
 *
 * @param ratio units of this leg per unit of the order, above 0
 */
public record OrderLeg(Instrument instrument, Side side, int ratio, PositionEffect effect) {
  public OrderLeg {
    if (ratio <= 0) {
      throw new IllegalArgumentException("ratio must be above 0, not " + ratio);
    }
  }
}
