package io.brokerway.simulators;

import io.brokerway.broker.instrument.OptionRight;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * What an option is worth by Bachelier's model, without interest: what it would bring at once and
 * the time it has left. The same on every machine: {@link StrictMath} is exact to the last bit, and
 * what comes out is rounded to cents.
 */
final class OptionModel {
  /** How far a share moves in a year, as a part of its price. */
  private static final double VOLATILITY = 0.3;

  private static final double SECONDS_PER_YEAR = 365.0 * 86_400;

  private final OptionRight right;
  private final double strike;

  OptionModel(OptionRight right, BigDecimal strike) {
    this.right = right;
    this.strike = strike.doubleValue();
  }

  /** The worth in whole cents, never below one cent nor below what exercise brings. */
  long cents(BigDecimal share, Duration left) {
    var price = share.doubleValue();
    var forward = right == OptionRight.CALL ? price - strike : strike - price;
    var spread = spread(price, left);
    var worth = spread == 0 ? Math.max(forward, 0) : expected(forward, spread);
    return Math.max(1, Math.round(Math.max(worth, forward) * 100));
  }

  private static double spread(double price, Duration left) {
    var years = Math.max(0, left.toSeconds()) / SECONDS_PER_YEAR;
    return price * VOLATILITY * StrictMath.sqrt(years);
  }

  private static double expected(double forward, double spread) {
    var distance = forward / spread;
    return forward * below(distance) + spread * density(distance);
  }

  private static double density(double x) {
    return 0.398_942_280_401_432_7 * StrictMath.exp(-x * x / 2);
  }

  /**
   * The part of a normal distribution below a point. Source: Abramowitz and Stegun, Handbook of
   * Mathematical Functions, 26.2.17, exact to 7.5e-8.
   */
  private static double below(double x) {
    var t = 1 / (1 + 0.231_641_9 * Math.abs(x));
    var sum =
        t
            * (0.319_381_530
                + t
                    * (-0.356_563_782
                        + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
    var tail = density(x) * sum;
    return x >= 0 ? 1 - tail : tail;
  }
}
