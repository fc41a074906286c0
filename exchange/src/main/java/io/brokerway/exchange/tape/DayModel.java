package io.brokerway.exchange.tape;

import java.util.Arrays;

/**
 * Models the minutes of a day from its daily bar: a random walk pinned to the open, both extremes
 * and the close, with the usual intraday curve of volume.
 *
 * <p>Its floating-point numbers are the same on every machine and never leave it: only the four
 * operations, square roots, and rounding to whole ticks and lots are used, all exact by the Java
 * language.
 */
final class DayModel {
  static final int SLOTS = 1440;
  static final int POINTS_PER_SLOT = 4;
  private static final int STEPS = SLOTS * POINTS_PER_SLOT;

  /** Displayed at each side, as a part of what trades in a slot on average. */
  private static final double DISPLAYED_PART = 0.2;

  /** Of an extreme coming first on the side that the day left. */
  private static final double LIKELY = 0.7;

  private static final double WALK = 0.8;

  private final DailyBar bar;
  private final Scale scale;
  private final long seed;

  private DayModel(DailyBar bar, Scale scale, long seed) {
    this.bar = bar;
    this.scale = scale;
    this.seed = seed;
  }

  static DayTape of(DailyBar bar, Scale scale, long seed) {
    return new DayModel(bar, scale, seed).build();
  }

  private DayTape build() {
    var last = path();
    var spread = spread();
    var bid = new int[last.length];
    var ask = new int[last.length];
    for (var i = 0; i < last.length; i++) {
      bid[i] = Math.max(1, last[i] - Hash.below(spread + 1, salt("bid"), i));
      ask[i] = Math.max(bid[i] + spread, last[i]);
    }
    var weights = volumeCurve();
    return new DayTape(
        last,
        bid,
        ask,
        sizes("bidSize", weights),
        sizes("askSize", weights),
        volume(weights),
        0,
        STEPS,
        true);
  }

  private int[] path() {
    var lowFirstLikely = bar.close() >= bar.open() ? LIKELY : 1 - LIKELY;
    var lowFirst = Hash.unit(salt("order"), 0) < lowFirstLikely;
    var first = (int) (STEPS * (0.03 + 0.42 * Hash.unit(salt("order"), 1)));
    var second = (int) (STEPS * (0.52 + 0.45 * Hash.unit(salt("order"), 2)));
    var points = new double[STEPS + 1];
    points[0] = bar.open();
    points[first] = lowFirst ? bar.low() : bar.high();
    points[second] = lowFirst ? bar.high() : bar.low();
    points[STEPS] = bar.close();
    bridge(points, 0, first);
    bridge(points, first, second);
    bridge(points, second, STEPS);
    return Arrays.stream(points).mapToInt(point -> (int) Math.floor(point + 0.5)).toArray();
  }

  /**
   * Fills the points between two with a random walk that starts at the one and ends at the other.
   */
  private void bridge(double[] points, int from, int to) {
    var steps = to - from;
    var walk = new double[steps + 1];
    var size = (bar.high() - bar.low()) * WALK / Math.sqrt(STEPS);
    for (var i = 1; i <= steps; i++) {
      walk[i] = walk[i - 1] + size * Hash.normal(salt("walk"), from + i);
    }
    var start = points[from];
    var rise = points[to] - start;
    for (var i = 1; i < steps; i++) {
      var part = (double) i / steps;
      points[from + i] = within(start + rise * part + walk[i] - walk[steps] * part);
    }
  }

  /** What leaves the day's range is thrown back into it. */
  private double within(double price) {
    if (price > bar.high()) {
      return Math.max(bar.low(), 2.0 * bar.high() - price);
    }
    if (price < bar.low()) {
      return Math.min(bar.high(), 2.0 * bar.low() - price);
    }
    return price;
  }

  private int spread() {
    var price = (bar.high() + (double) bar.low()) / 2;
    var traded = price / 100 * scale.size(bar.volume()).doubleValue();
    return Math.max(1, (int) Math.floor(price * basisPoints(traded) / 10_000 + 0.5));
  }

  /** The usual spread of a stock by what trades of it in a day, in dollars. */
  private static double basisPoints(double traded) {
    if (traded > 1e9) {
      return 0.5;
    }
    if (traded > 2e8) {
      return 1;
    }
    return traded > 5e7 ? 2 : 4;
  }

  /** High at the open, low at noon, highest towards the close. */
  private double[] volumeCurve() {
    var weights = new double[SLOTS];
    for (var i = 0; i < SLOTS; i++) {
      var x = (i + 0.5) / SLOTS;
      var fromNoon = 2 * x - 1;
      var square = fromNoon * fromNoon;
      weights[i] = (0.6 + 0.8 * square + 1.2 * square * square) * jitter("volume", i);
    }
    return weights;
  }

  private long[] volume(double[] weights) {
    // One after the other: how a stream adds up is left to the runtime.
    var total = 0.0;
    for (var weight : weights) {
      total += weight;
    }
    var running = new long[SLOTS + 1];
    var sum = 0.0;
    for (var i = 0; i < SLOTS; i++) {
      sum += weights[i];
      running[i + 1] = (long) (bar.volume() * (sum / total));
    }
    running[SLOTS] = bar.volume();
    return running;
  }

  private long[] sizes(String side, double[] weights) {
    var average = (double) bar.volume() / SLOTS * DISPLAYED_PART;
    var sizes = new long[SLOTS];
    for (var i = 0; i < SLOTS; i++) {
      var lots = Math.round(average * weights[i] * jitter(side, i) / scale.lot());
      sizes[i] = Math.max(1, lots) * scale.lot();
    }
    return sizes;
  }

  private double jitter(String name, int slot) {
    return 0.5 + Hash.unit(salt(name), slot);
  }

  private long salt(String name) {
    return Hash.of(seed, name);
  }
}
