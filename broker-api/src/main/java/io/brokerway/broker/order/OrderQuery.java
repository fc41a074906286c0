package io.brokerway.broker.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which orders of an account to list.
 *
 * @param scope all, or those that can still change
 * @param since only orders submitted at or after this moment; absent for as far back as the broker
 *     goes
 */
public record OrderQuery(Scope scope, @Nullable Instant since) {
  /** Which states. */
  public enum Scope {
    OPEN,
    ALL
  }

  public static OrderQuery open() {
    return new OrderQuery(Scope.OPEN, null);
  }

  public static OrderQuery allSince(Instant since) {
    return new OrderQuery(Scope.ALL, since);
  }
}
