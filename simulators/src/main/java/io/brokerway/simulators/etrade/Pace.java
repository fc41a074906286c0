package io.brokerway.simulators.etrade;

import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Counts the calls of each customer to each module, by second and by hour. Thread-safe. */
final class Pace {

  /** A part of the API with limits of its own. Source: E*TRADE's developer guide, "Rate Limits". */
  enum Module {
    ACCOUNTS(2, 7_000),
    ORDERS(2, 7_000),
    MARKET(4, 14_000);

    private final int perSecond;
    private final int perHour;

    Module(int perSecond, int perHour) {
      this.perSecond = perSecond;
      this.perHour = perHour;
    }
  }

  private record Limits(RateLimit perSecond, RateLimit perHour) {}

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String PAGE =
      "<html><body><h1>Number of requests exceeded the rate limit set</h1></body></html>";

  private final Map<Module, Limits> limits = new EnumMap<>(Module.class);

  /** Limits so many times E*TRADE's own. */
  Pace(Clock clock, int factor) {
    for (var module : Module.values()) {
      limits.put(
          module,
          new Limits(
              new RateLimit(clock, SECOND, module.perSecond * factor),
              new RateLimit(clock, HOUR, module.perHour * factor)));
    }
  }

  static HttpReply tooFast() {
    return HttpReply.text(400, "text/html; charset=UTF-8", PAGE);
  }

  void allow(int factor) {
    limits.forEach((module, both) -> {
      both.perSecond.allow(module.perSecond * factor);
      both.perHour.allow(module.perHour * factor);
    });
  }

  /** Counts a call; false if it is one too many. */
  boolean count(String customer, Module module) {
    var both = limits.get(module);
    return both != null
        && both.perSecond.count(customer).allowed()
        && both.perHour.count(customer).allowed();
  }
}
