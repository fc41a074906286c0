package io.brokerway.server.security;

import io.brokerway.engine.identity.KeyKind;
import io.brokerway.engine.identity.Principal;
import io.brokerway.server.rest.Problem;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The requests that a key has left, by the generic cell rate algorithm: one number for each key,
 * the moment at which its quota would be whole again. A rolling minute. Thread-safe.
 */
final class Quotas {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int MAX_KEYS = 100_000;

  private final DoorConfig config;
  private final LongSupplier nanoTime;
  private final ConcurrentMap<String, AtomicLong> wholeAt = new ConcurrentHashMap<>();

  Quotas(DoorConfig config) {
    this(config, System::nanoTime);
  }

  Quotas(DoorConfig config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
  }

  /**
   * Counts one request.
   *
   * @throws ProblemException if the quota is used up
   */
  void use(Principal principal, HttpServletResponse response) {
    var limit =
        principal.kind() == KeyKind.USER
            ? config.requestsPerMinuteUser()
            : config.requestsPerMinuteApplication();
    if (limit == 0) {
      return;
    }
    var left = take(principal.tenant() + " " + principal.actor(), limit);
    if (left < 0) {
      throw usedUp(limit, Duration.ofNanos(-left));
    }
    response.setHeader("RateLimit-Policy", "\"perkey\";q=" + limit + ";w=60");
    response.setHeader("RateLimit", "\"perkey\";r=" + left * limit / MINUTE);
  }

  /** The quota left in nanoseconds of the minute, or negative the time to wait. */
  private long take(String key, int limit) {
    var cost = MINUTE / limit;
    var now = nanoTime.getAsLong();
    var cell = cell(key, now);
    while (true) {
      var before = cell.get();
      var after = Math.max(before - now, 0) + cost;
      if (after > MINUTE) {
        return MINUTE - after;
      }
      if (cell.compareAndSet(before, now + after)) {
        return MINUTE - after;
      }
    }
  }

  private AtomicLong cell(String key, long now) {
    if (wholeAt.size() >= MAX_KEYS) {
      wholeAt.values().removeIf(cell -> cell.get() - now <= 0);
    }
    return wholeAt.computeIfAbsent(key, ignored -> new AtomicLong(now));
  }

  private static ProblemException usedUp(int limit, Duration wait) {
    return new ProblemException(
        Problem.of(
            ProblemType.QUOTA_EXCEEDED, "This key may make %d requests a minute.".formatted(limit)),
        wait);
  }
}
