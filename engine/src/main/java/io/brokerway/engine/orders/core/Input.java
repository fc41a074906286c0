package io.brokerway.engine.orders.core;

import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.FillIdentity;
import io.brokerway.broker.order.OrderReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to an order. Every case carries the moment at which we learnt of it. */
public sealed interface Input {

  Instant at();

  /** A command of a client, already checked: waits to be sent, or was denied. */
  record Asked(Command command, Instant at) implements Input {}

  /** An attempt is about to be made: of a queued command, or the one resend of an unknown place. */
  record Begin(int command, boolean resend, Instant at) implements Input {}

  /**
   * An attempt ended.
   *
   * @param retryAt when it may be tried again after {@link CommandOutcome.NotSent}; absent if it is
   *     too late for that
   */
  record Ended(int command, CommandOutcome outcome, @Nullable Instant retryAt, Instant at)
      implements Input {}

  /**
   * The handling of a command threw.
   *
   * @param maySent whether a byte may have left
   * @param poisoned whether it threw too often
   */
  record Threw(
      int command,
      String why,
      boolean maySent,
      boolean poisoned,
      @Nullable Instant retryAt,
      Instant at)
      implements Input {}

  /** The node that made an attempt died before it told how it ended. */
  record Orphaned(int command, Instant at) implements Input {}

  /** A command grew too old to be sent. */
  record Expired(int command, String why, Instant at) implements Input {}

  /** The adapter or our own gate refused a command before anything was sent. */
  record Withheld(int command, String why, Instant at) implements Input {}

  /** Recovery came to its end for a command of unknown outcome. */
  record Concluded(int command, Conclusion conclusion, String why, Instant at) implements Input {}

  /** The order's account goes away although the order is not final. */
  record Abandoned(String why, Instant at) implements Input {}

  /**
   * An order that appeared after its end is about to be canceled by the gateway itself.
   *
   * @param attempt which try it is, from 1
   */
  record LateCancelBegun(String brokerOrderId, int attempt, Instant at) implements Input {}

  /** That cancel ended. */
  record LateCancelEnded(String brokerOrderId, int attempt, CommandOutcome outcome, Instant at)
      implements Input {}

  /** The broker shows the order. */
  record Reported(OrderReport report, Instant at) implements Input {}

  /** The broker tells of an execution. */
  record Executed(Execution execution, FillIdentity identity, Instant at) implements Input {}

  /**
   * The broker counts more than was told in executions, for longer than executions take.
   *
   * @param source where the count was seen
   */
  record Unexplained(String brokerOrderId, FillIdentity identity, String source, Instant at)
      implements Input {}
}
