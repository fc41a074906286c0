package io.brokerway.simulators;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The clock of all simulated brokers: it ticks with a base clock from an offset, or stands still
 * and moves only when told. Thread-safe.
 */
public final class SimulatorClock extends Clock {
  private final Clock base;
  private final List<Runnable> listeners = new ArrayList<>();
  private Duration offset = Duration.ZERO;

  private SimulatorClock(Clock base) {
    this.base = base;
  }

  /** A clock that goes with another one until it is moved. */
  public static SimulatorClock ticking(Clock base) {
    return new SimulatorClock(base);
  }

  /** A clock that stands still until it is moved. */
  public static SimulatorClock standing(Instant at) {
    return new SimulatorClock(Clock.fixed(at, ZoneOffset.UTC));
  }

  @Override
  public synchronized Instant instant() {
    return base.instant().plus(offset);
  }

  /** Moves the clock, forwards or backwards, and tells its listeners. */
  public void advance(Duration by) {
    List<Runnable> told;
    synchronized (this) {
      offset = offset.plus(by);
      told = List.copyOf(listeners);
    }
    told.forEach(Runnable::run);
  }

  /** Sets the clock to an instant, from which it goes on. */
  public void set(Instant to) {
    advance(Duration.between(instant(), to));
  }

  /** Has an action run after each move; not while the clock merely ticks. */
  public synchronized void onMove(Runnable action) {
    listeners.add(action);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the simulators' clock is in UTC");
  }
}
