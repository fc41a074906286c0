package io.brokerway.engine.risk;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;

/**
 * The most that one unit of a combination can lose from its legs alone, beside the price paid or
 * received for it: what a broker asks for as margin. Pure.
 *
 * <p>The legs are valued at expiry over every price of the underlying, which is a broken line with
 * its corners at the strikes. A long leg that ends before a short one protects nothing then and
 * counts for nothing. Where the loss has no bound (more calls sold than bought), a call sold bare
 * counts with its whole strike; legs that close a position count for nothing, they bind less.
 */
final class Combination {
  private Combination() {}

  /** Zero if the legs can lose nothing; at least zero. */
  static BigDecimal worstLoss(List<OrderLeg> legs) {
    var opening = legs.stream().filter(leg -> leg.effect() != PositionEffect.CLOSE).toList();
    var lastShort =
        opening.stream()
            .filter(leg -> leg.side().isSell())
            .map(Combination::end)
            .max(LocalDate::compareTo);
    if (lastShort.isEmpty()) {
      return BigDecimal.ZERO;
    }
    var counted =
        opening.stream()
            .filter(leg -> leg.side().isSell() || !end(leg).isBefore(lastShort.get()))
            .toList();
    var worst = BigDecimal.ZERO;
    for (var price : corners(counted)) {
      worst = worst.min(valueAt(counted, price));
    }
    return worst.negate().max(bareCalls(counted));
  }

  private static TreeSet<BigDecimal> corners(List<OrderLeg> legs) {
    var corners = new TreeSet<BigDecimal>();
    corners.add(BigDecimal.ZERO);
    for (var leg : legs) {
      if (leg.instrument() instanceof Instrument.Option option) {
        corners.add(option.osi().strike());
      }
    }
    return corners;
  }

  private static BigDecimal valueAt(List<OrderLeg> legs, BigDecimal price) {
    var value = BigDecimal.ZERO;
    for (var leg : legs) {
      var each =
          leg.instrument() instanceof Instrument.Option option ? intrinsic(option, price) : price;
      value = value.add(each.multiply(weight(leg)));
    }
    return value;
  }

  private static BigDecimal intrinsic(Instrument.Option option, BigDecimal price) {
    var strike = option.osi().strike();
    var inside =
        option.osi().right() == OptionRight.CALL ? price.subtract(strike) : strike.subtract(price);
    return inside.max(BigDecimal.ZERO);
  }

  /** What stands against calls that nothing covers, the dearest strike first. */
  private static BigDecimal bareCalls(List<OrderLeg> legs) {
    var bare = BigDecimal.ZERO;
    var strike = BigDecimal.ZERO;
    for (var leg : legs) {
      if (leg.instrument() instanceof Instrument.Option option
          && option.osi().right() == OptionRight.PUT) {
        continue;
      }
      bare = bare.subtract(weight(leg));
      if (leg.instrument() instanceof Instrument.Option option && leg.side() != Side.BUY) {
        strike = strike.max(option.osi().strike());
      }
    }
    return bare.max(BigDecimal.ZERO).multiply(strike);
  }

  private static BigDecimal weight(OrderLeg leg) {
    return leg.instrument()
        .multiplier()
        .multiply(BigDecimal.valueOf((long) leg.ratio() * leg.side().sign()));
  }

  private static LocalDate end(OrderLeg leg) {
    return leg.instrument() instanceof Instrument.Option option
        ? option.osi().expiry()
        : LocalDate.MAX;
  }
}
