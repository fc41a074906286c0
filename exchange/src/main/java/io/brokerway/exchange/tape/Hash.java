package io.brokerway.exchange.tape;

/**
 * Noise that is the same in every process: SplitMix64's finaliser over a counter. Only exact
 * arithmetic and square roots are used on it, which Java defines to the last bit.
 */
final class Hash {
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
  private static final double UNIT = 0x1.0p-53;

  private Hash() {}

  static long mix(long value) {
    var mixed = value + GOLDEN;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ (mixed >>> 31);
  }

  static long of(long seed, long value) {
    return mix(seed ^ mix(value));
  }

  static long of(long seed, String text) {
    var hash = mix(seed);
    for (var i = 0; i < text.length(); i++) {
      hash = of(hash, text.charAt(i));
    }
    return hash;
  }

  /** A number from 0 to below 1. */
  static double unit(long seed, long value) {
    return (of(seed, value) >>> 11) * UNIT;
  }

  /** A whole number from 0 to below a bound. */
  static int below(int bound, long seed, long value) {
    return (int) Long.remainderUnsigned(of(seed, value), bound);
  }

  /** Nearly normal, mean 0 and variance 1: the sum of twelve uniform numbers would be slower. */
  static double normal(long seed, long value) {
    var bits = of(seed, value);
    var sum = 0;
    for (var shift = 0; shift < 64; shift += 16) {
      sum += (int) ((bits >>> shift) & 0xFFFF);
    }
    // Four uniform numbers of 16 bits: mean 2 and variance 1/3 in units of 65,536.
    return (sum / 65_536.0 - 2.0) * SQRT_3;
  }

  private static final double SQRT_3 = Math.sqrt(3.0);
}
