package io.brokerway.engine.orders.core;

/** Text of others, made fit to be stored. */
public final class Words {
  private static final char UNREADABLE = '\uFFFD';

  private Words() {}

  /** Without NUL and halves of surrogate pairs, at most so long. */
  public static String clean(String text, int maxLength) {
    var clean = new StringBuilder(Math.min(text.length(), maxLength));
    text.codePoints()
        .limit(maxLength / 2L)
        .map(point -> point == 0 || isHalf(point) ? UNREADABLE : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
