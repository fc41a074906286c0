package io.brokerway.engine.orders.core;

import io.brokerway.broker.order.OrderChange;
import io.brokerway.engine.risk.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command of an order.
 *
 * @param number its place among the commands of the order, from 1
 * @param clientOrderId the id that the broker shall see with it; absent for a cancel
 * @param change present exactly for a replace
 * @param extraCash what a replace binds of the buying power beyond the order
 * @param attempts how often it was begun to be sent; each has a row of its own
 * @param failures how often its handling threw
 * @param notBefore when it may be sent next; absent if at once
 * @param sendBefore when it grows too old to be sent; absent for a cancel
 * @param sentAt when the newest attempt began
 * @param refusals what our checks have against it
 * @param reason why it ended as it did; empty while nothing is to be said
 */
public record Command(
    int number,
    CommandKind kind,
    CommandState state,
    @Nullable String clientOrderId,
    @Nullable OrderChange change,
    BigDecimal extraCash,
    int attempts,
    int failures,
    @Nullable Instant notBefore,
    @Nullable Instant sendBefore,
    @Nullable Instant sentAt,
    List<Refusal> refusals,
    String reason,
    Instant updatedAt) {
  static final int MAX_REASON = 1_000;

  public Command {
    refusals = List.copyOf(refusals);
    reason = Words.clean(reason, MAX_REASON);
  }

  /** A command that waits to be sent. */
  public static Command queued(
      int number,
      CommandKind kind,
      @Nullable String clientOrderId,
      @Nullable OrderChange change,
      @Nullable Instant sendBefore,
      Instant at) {
    return new Command(
        number,
        kind,
        CommandState.QUEUED,
        clientOrderId,
        change,
        BigDecimal.ZERO,
        0,
        0,
        null,
        sendBefore,
        null,
        List.of(),
        "",
        at);
  }

  /** Whether it is too old to be sent. */
  public boolean isTooOld(Instant now) {
    return sendBefore != null && !now.isBefore(sendBefore);
  }

  Command begun(Instant at) {
    return new Command(
        number,
        kind,
        CommandState.SENDING,
        clientOrderId,
        change,
        extraCash,
        attempts + 1,
        failures,
        null,
        sendBefore,
        at,
        refusals,
        reason,
        at);
  }

  Command requeued(@Nullable Instant retryAt, boolean failed, String why, Instant at) {
    return new Command(
        number,
        kind,
        CommandState.QUEUED,
        clientOrderId,
        change,
        extraCash,
        attempts,
        failed ? failures + 1 : failures,
        retryAt,
        sendBefore,
        sentAt,
        refusals,
        why,
        at);
  }

  Command to(CommandState next, String why, Instant at) {
    return new Command(
        number,
        kind,
        next,
        clientOrderId,
        change,
        extraCash,
        attempts,
        failures,
        notBefore,
        sendBefore,
        sentAt,
        refusals,
        why,
        at);
  }

  /** The same with what a replace binds beyond the order. */
  public Command binding(BigDecimal cash) {
    return new Command(
        number,
        kind,
        state,
        clientOrderId,
        change,
        cash,
        attempts,
        failures,
        notBefore,
        sendBefore,
        sentAt,
        refusals,
        reason,
        updatedAt);
  }

  /** The same, refused by our checks. */
  public Command denied(List<Refusal> reasons) {
    return new Command(
        number,
        kind,
        CommandState.DENIED,
        clientOrderId,
        change,
        BigDecimal.ZERO,
        attempts,
        failures,
        notBefore,
        sendBefore,
        sentAt,
        reasons,
        reason,
        updatedAt);
  }
}
