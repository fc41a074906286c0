package io.brokerway.simulators.alpaca;

import java.math.BigInteger;
import java.time.Instant;

/** Ids that sort as text in the order of their time, then of a count. */
final class Ulid {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 26;
  private static final int BITS_OF_REST = 80;
  private static final BigInteger RADIX = BigInteger.valueOf(32);

  private Ulid() {}

  static String of(Instant at, long count) {
    var value =
        BigInteger.valueOf(at.toEpochMilli())
            .shiftLeft(BITS_OF_REST)
            .add(BigInteger.valueOf(count).shiftLeft(BITS_OF_REST - Long.SIZE));
    var text = new char[LENGTH];
    for (var i = LENGTH - 1; i >= 0; i--) {
      var parts = value.divideAndRemainder(RADIX);
      text[i] = DIGITS.charAt(parts[1].intValue());
      value = parts[0];
    }
    return new String(text);
  }

  static boolean isOne(String text) {
    return text.length() == LENGTH
        && text.charAt(0) <= '7'
        && text.chars().allMatch(letter -> DIGITS.indexOf(letter) >= 0);
  }
}
