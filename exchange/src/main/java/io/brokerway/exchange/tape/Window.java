package io.brokerway.exchange.tape;

import java.time.LocalDate;
import java.util.List;

/**
 * The historical days that are played in turn, again and again.
 *
 * @param days in order; empty if each date plays itself
 */
record Window(List<LocalDate> days) {
  static final Window ITSELF = new Window(List.of());

  Window {
    days = List.copyOf(days);
  }

  boolean isItself() {
    return days.isEmpty();
  }

  /** The day that is played at a turn, counted from 0 at the epoch. */
  LocalDate at(long turn) {
    return days.get((int) Math.floorMod(turn, (long) days.size()));
  }
}
