package io.brokerway.engine.orders;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Wall time as it was when the process started, carried on by the monotonic clock: a jump of the
 * wall clock changes no age and no deadline. In whole microseconds, as the database keeps them.
 * Thread-safe.
 */
public final class SteadyClock {
  private final Instant start;
  private final long startNanos;
  private final LongSupplier nanos;

  /**
   * A clock that starts now.
   *
   * @param nanos the monotonic clock: {@code System::nanoTime}
   */
  public SteadyClock(Clock wall, LongSupplier nanos) {
    this.start = wall.instant();
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
  }

  public Instant now() {
    return start.plusNanos(nanos.getAsLong() - startNanos).truncatedTo(ChronoUnit.MICROS);
  }
}
