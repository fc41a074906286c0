package io.brokerway.server.security;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Gives each request an id, or takes the client's own if it is harmless. Thread-safe. */
final class RequestIds {
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int RADIX = 36;

  // Different after each start, so that an id names one request in all logs.
  private final String start = Long.toString(new SecureRandom().nextLong() >>> 24, RADIX);
  private final AtomicLong count = new AtomicLong();

  String of(HttpServletRequest request) {
    var given = request.getHeader("X-Request-Id");
    return given != null && HARMLESS.matcher(given).matches()
        ? given
        : start + "-" + Long.toString(count.incrementAndGet(), RADIX);
  }
}
