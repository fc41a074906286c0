package io.brokerway.kit.pacing;

/**
 * A call's use of a rate budget.
 *
 * @param budget the name of a declared {@link io.brokerway.broker.RateBudget}
 * @param scopeKey which account, connection, key or address the broker counts it for
 */
public record Draw(String budget, String scopeKey) {

  public Draw {
    if (budget.isBlank() || scopeKey.isBlank()) {
      throw new IllegalArgumentException("a draw names a budget and whom it is counted for");
    }
  }
}
