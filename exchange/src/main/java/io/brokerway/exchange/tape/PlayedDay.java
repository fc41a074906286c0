package io.brokerway.exchange.tape;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A historical day on the wall clock.
 *
 * @param session its number
 * @param span the wall time that the tape covers
 * @param regular the wall time of the regular session
 * @param previousClose in ticks
 */
record PlayedDay(
    long session, LocalDate historical, DayTape tape, Span span, Span regular, int previousClose) {

  /** Prices change by the second: within one, all questions have the same answer. */
  private static final long STEP = 1000;

  private static final long SLOTS_PER_SESSION = 10_000;

  long position(Instant at) {
    return position(at.toEpochMilli());
  }

  private long position(long at) {
    return span.position(Math.floorDiv(at, STEP) * STEP);
  }

  int last(Instant at) {
    return tape.last(position(at), span.length());
  }

  int bid(Instant at) {
    return tape.bid(position(at), span.length());
  }

  int ask(Instant at) {
    return tape.ask(position(at), span.length());
  }

  int high(Instant at) {
    return tape.high(position(at), span.length());
  }

  int low(Instant at) {
    return tape.low(position(at), span.length());
  }

  int slot(Instant at) {
    return tape.slot(position(at), span.length());
  }

  /** The number of a slot among all of them. */
  long slotNumber(int slot) {
    return session * SLOTS_PER_SESSION + slot;
  }

  /** Units traded in the regular session up to an instant. */
  long volume(Instant at) {
    var until = Math.min(at.toEpochMilli(), regular.end());
    return Math.max(0, volumeTo(until) - volumeTo(regular.start()));
  }

  /** Prices and volume of a part of the day. */
  DailyBar part(long from, long to) {
    var first = position(from);
    var end = position(to);
    var length = span.length();
    return new DailyBar(
        historical,
        tape.last(first, length),
        tape.highest(first, end, length),
        tape.lowest(first, end, length),
        tape.last(end, length),
        volumeTo(to) - volumeTo(from));
  }

  private long volumeTo(long instant) {
    return tape.volume(position(instant), span.length());
  }
}
