package io.brokerway.broker.order;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of an order command, as far as the broker let us see. */
public sealed interface CommandOutcome {

  /**
   * The broker took the command. Fills, if any, follow as executions.
   *
   * @param brokerOrderId the broker's id, the new one after a replace; absent if it comes later
   * @param report the order as the reply showed it; absent if the reply showed none
   */
  record Accepted(@Nullable String brokerOrderId, @Nullable OrderReport report)
      implements CommandOutcome {}

  /**
   * The broker refused it, by an explicit and parsed refusal: nothing of this command is working.
   *
   * @param brokerCode the broker's own code; empty if it gave none
   * @param brokerText the broker's own words, never trusted as more than text
   */
  record Rejected(RejectReason reason, String brokerCode, String brokerText)
      implements CommandOutcome {}

  /**
   * Proven not taken by the broker: may be tried again while the order is young enough.
   *
   * @param retryAfter the least time to wait; zero if any time will do
   */
  record NotSent(String why, Duration retryAfter) implements CommandOutcome {}

  /** It may be working. Never send it again on a guess: look it up. */
  record Unknown(String why) implements CommandOutcome {}
}
