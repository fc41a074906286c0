package io.brokerway.server.rest.integrations;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as this surface writes them: whole seconds, as its clients' patterns expect. */
final class Moments {
  private Moments() {}

  static Instant now(Clock clock) {
    return of(clock.instant());
  }

  static Instant of(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  static @Nullable Instant orNull(@Nullable Instant time) {
    return time == null ? null : of(time);
  }
}
