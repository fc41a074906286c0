package io.brokerway.simulators.charlesschwab;

import io.brokerway.simulators.HttpCall;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A span that a call asks for: both ends required, and not further apart than allowed. */
record Times(Instant from, Instant to) {

  static Times of(HttpCall call, String from, String to, Duration longest) {
    var times = new Times(time(call, from), time(call, to));
    if (times.to.isBefore(times.from)) {
      throw Refusal.invalid("%s must not be before %s".formatted(to, from));
    }
    if (Duration.between(times.from, times.to).compareTo(longest) > 0) {
      throw Refusal.invalid(
          "The date range is too wide: at most %d days".formatted(longest.toDays()));
    }
    return times;
  }

  boolean contain(Instant at) {
    return !at.isBefore(from) && !at.isAfter(to);
  }

  private static Instant time(HttpCall call, String name) {
    var text = call.parameter(name).orElseThrow(() -> Refusal.invalid(name + " is required"));
    try {
      // A plus sign that was not escaped in the address arrives as a space.
      return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeException e) {
      throw Refusal.invalid("%s must be yyyy-MM-dd'T'HH:mm:ss.SSSZ".formatted(name));
    }
  }
}
