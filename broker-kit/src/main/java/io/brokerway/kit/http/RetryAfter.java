package io.brokerway.kit.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two forms of {@code Retry-After} (RFC 9110, section 10.2.3), and the {@code Date} header. */
final class RetryAfter {
  // More digits would overflow, and mean no waiting time that anybody obeys.
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  static Optional<Duration> parse(String text, @Nullable Instant brokerDate, Instant ourDate) {
    var value = text.strip();
    if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return value.length() > MOST_DIGITS
          ? Optional.empty()
          : Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    var from = brokerDate == null ? ourDate : brokerDate;
    return date(value).map(at -> at.isAfter(from) ? Duration.between(from, at) : Duration.ZERO);
  }

  static Optional<Instant> date(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
    } catch (DateTimeException e) {
      // A date that nobody can read is as good as none.
      return Optional.empty();
    }
  }
}
