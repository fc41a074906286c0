package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often a user may call with an application, by kind of call. Thread-safe. */
final class KiteLimits {

  /** Kinds of calls that are counted together. */
  enum Group {
    QUOTES,
    CANDLES,
    ORDERS,
    OTHERS
  }

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int ORDERS_PER_SECOND = 10;
  private static final int ORDERS_PER_MINUTE = 400;
  private static final int ORDERS_PER_DAY = 5_000;

  private final Map<Group, List<RateLimit>> limits = new EnumMap<>(Group.class);

  KiteLimits(Clock clock) {
    limits.put(Group.QUOTES, List.of(new RateLimit(clock, SECOND, 1)));
    limits.put(Group.CANDLES, List.of(new RateLimit(clock, SECOND, 3)));
    limits.put(
        Group.ORDERS,
        List.of(
            new RateLimit(clock, SECOND, ORDERS_PER_SECOND),
            new RateLimit(clock, Duration.ofMinutes(1), ORDERS_PER_MINUTE),
            new RateLimit(clock, Duration.ofDays(1), ORDERS_PER_DAY)));
    limits.put(Group.OTHERS, List.of(new RateLimit(clock, SECOND, 10)));
  }

  void count(Group group, String caller) {
    for (var limit : limits.getOrDefault(group, List.of())) {
      if (!limit.count(caller).allowed()) {
        throw Refusal.tooFast();
      }
    }
  }

  /** Lets so many calls of every kind through in each window. */
  void allow(int calls) {
    limits.values().forEach(group -> group.forEach(limit -> limit.allow(calls)));
  }

  static Group of(String method, String path) {
    if (path.startsWith("/quote")) {
      return Group.QUOTES;
    }
    if (path.startsWith("/instruments/historical/")) {
      return Group.CANDLES;
    }
    return path.startsWith("/orders/") && !method.equals("GET") ? Group.ORDERS : Group.OTHERS;
  }
}
