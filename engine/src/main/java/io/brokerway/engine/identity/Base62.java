package io.brokerway.engine.identity;

import java.math.BigInteger;

/** Numbers as letters and digits, in a fixed width. */
final class Base62 {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

  private Base62() {}

  /** The bytes, read as one number, in so many digits; the width must be enough for them. */
  static String encode(byte[] bytes, int width) {
    var digits = new char[width];
    var rest = new BigInteger(1, bytes);
    for (var i = width - 1; i >= 0; i--) {
      var parts = rest.divideAndRemainder(BASE);
      digits[i] = DIGITS.charAt(parts[1].intValue());
      rest = parts[0];
    }
    if (rest.signum() != 0) {
      throw new IllegalArgumentException("%d digits are too few".formatted(width));
    }
    return new String(digits);
  }
}
