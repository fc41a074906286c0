package io.brokerway.broker;

import java.time.Duration;

/**
 * How many calls a broker takes in a span of time.
 *
 * @param name stable, kebab-case: {@code trading}; a call names the budgets that it draws on
 * @param scope what the broker counts by
 * @param calls in each span, above 0
 * @param atMostAtOnce how many concurrent calls; 0 if not limited
 */
public record RateBudget(String name, Scope scope, int calls, Duration per, int atMostAtOnce) {

  /** What a broker counts calls by. */
  public enum Scope {
    ACCOUNT,
    CONNECTION,
    APPLICATION_KEY,
    EGRESS_ADDRESS
  }

  public RateBudget {
    if (calls <= 0 || per.isNegative() || per.isZero() || atMostAtOnce < 0) {
      throw new IllegalArgumentException("budget '%s' must allow calls in a span".formatted(name));
    }
  }

  public static RateBudget of(String name, Scope scope, int calls, Duration per) {
    return new RateBudget(name, scope, calls, per, 0);
  }
}
