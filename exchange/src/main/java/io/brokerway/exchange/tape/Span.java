package io.brokerway.exchange.tape;

/**
 * A span of wall time.
 *
 * @param start in milliseconds since 1970, inclusive
 * @param end exclusive, after the start
 */
record Span(long start, long end) {

  long length() {
    return end - start;
  }

  /** How far an instant lies in the span; before it 0, after it its length. */
  long position(long instant) {
    return Math.clamp(instant - start, 0, length());
  }
}
