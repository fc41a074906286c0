package io.brokerway.engine.orders.core;

import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.RejectReason;
import java.util.Map;

/** What the answer to a command leads to. */
public final class OutcomeSteps {
  /** The reason of an unknown place whose resend was proven not to have left. */
  public static final String RESEND_NOT_SENT = "the resend was not sent";

  private OutcomeSteps() {}

  static void ended(Stepper order, Input.Ended ended) {
    var command = order.command(ended.command()).orElse(null);
    if (command == null) {
      return;
    }
    switch (ended.outcome()) {
      case CommandOutcome.Accepted accepted -> accepted(order, command, accepted);
      case CommandOutcome.Rejected rejected -> rejected(order, command, rejected);
      case CommandOutcome.NotSent notSent -> notSent(order, command, notSent, ended);
      case CommandOutcome.Unknown unknown -> {
        if (command.state() == CommandState.SENDING) {
          unknown(order, command, unknown.why());
        }
      }
    }
  }

  private static void accepted(Stepper order, Command command, CommandOutcome.Accepted accepted) {
    switch (command.kind()) {
      case PLACE -> placed(order, accepted);
      case CANCEL -> {
        if (!command.state().isFinal()) {
          order.put(command.to(CommandState.ACCEPTED, "", order.at));
        }
        ReportSteps.reportedIfAny(order, accepted.report());
      }
      case REPLACE -> replaced(order, command, accepted);
    }
  }

  private static void placed(Stepper order, CommandOutcome.Accepted accepted) {
    var id = accepted.brokerOrderId();
    var report = accepted.report();
    if (report != null) {
      ReportSteps.reported(order, report);
      return;
    }
    if (id != null) {
      order.linkOrNew(id);
    }
    if (order.life.base.isFinal()) {
      ReportSteps.lateIfNeverThere(order, id);
      return;
    }
    if (id != null && order.life.brokerOrderId == null) {
      order.life.brokerOrderId = id;
    }
    order.acknowledged(order.at);
    if (!order.life.base.isWorking()) {
      order.life.base =
          order.life.booked.signum() > 0 ? OrderState.PARTIALLY_FILLED : OrderState.NEW;
      order.life.reason = "";
    }
  }

  private static void replaced(Stepper order, Command command, CommandOutcome.Accepted accepted) {
    if (!command.state().isFinal()) {
      order.put(command.to(CommandState.ACCEPTED, "", order.at));
    }
    var id = accepted.brokerOrderId();
    if (id != null && !id.equals(order.life.brokerOrderId)) {
      order.linkOrNew(id);
    }
    var report = accepted.report();
    if (report != null) {
      ReportSteps.reported(order, report);
    } else {
      order.effect(new Effect.AskBroker("a replace was taken, its result was not shown"));
    }
  }

  private static void rejected(Stepper order, Command command, CommandOutcome.Rejected rejected) {
    if (command.state() != CommandState.SENDING) {
      if (command.state() != CommandState.REJECTED) {
        order.effect(new Effect.AskBroker("a refusal came for what was settled before"));
      }
      return;
    }
    var why = words(rejected);
    switch (command.kind()) {
      case PLACE -> placeRejected(order, command, rejected, why);
      case CANCEL, REPLACE -> {
        var late =
            rejected.reason() == RejectReason.TOO_LATE
                || rejected.reason() == RejectReason.UNKNOWN_ORDER;
        order.put(command.to(late ? CommandState.TOO_LATE : CommandState.REJECTED, why, order.at));
        order.effect(new Effect.AskBroker("a change was refused: " + why));
      }
    }
  }

  private static void placeRejected(
      Stepper order, Command place, CommandOutcome.Rejected rejected, String why) {
    var ambiguous =
        rejected.reason() == RejectReason.DUPLICATE_CLIENT_ORDER_ID
            || order.life.base == OrderState.SUBMIT_UNKNOWN;
    if (ambiguous) {
      // An earlier send of the same id arrived, or this refusal speaks of the resend alone.
      unknown(order, place, "refused, and an earlier send may have arrived: " + why);
    } else if (!order.life.base.isFinal()) {
      order.put(place.to(CommandState.REJECTED, why, order.at));
      order.end(OrderState.REJECTED, why);
    }
  }

  private static void notSent(
      Stepper order, Command command, CommandOutcome.NotSent notSent, Input.Ended ended) {
    if (command.state() != CommandState.SENDING) {
      return;
    }
    if (order.life.base == OrderState.SUBMIT_UNKNOWN && command.kind() == CommandKind.PLACE) {
      order.put(command.to(CommandState.UNKNOWN, RESEND_NOT_SENT, order.at));
    } else if (ended.retryAt() == null && command.kind() != CommandKind.CANCEL) {
      CommandSteps.expired(order, command.number(), notSent.why());
    } else {
      CommandSteps.requeue(
          order, command.requeued(ended.retryAt(), false, notSent.why(), order.at));
    }
  }

  static void unknown(Stepper order, Command command, String why) {
    order.put(command.to(CommandState.UNKNOWN, why, order.at));
    var base = order.life.base;
    if (command.kind() == CommandKind.PLACE
        && (base == OrderState.SUBMITTING || base == OrderState.SUBMIT_UNKNOWN)) {
      order.life.base = OrderState.SUBMIT_UNKNOWN;
      order.life.reason = why;
    }
  }

  /** The word for an outcome in facts and attempts. */
  public static String nameOf(CommandOutcome outcome) {
    return switch (outcome) {
      case CommandOutcome.Accepted _ -> "ACCEPTED";
      case CommandOutcome.Rejected _ -> "REJECTED";
      case CommandOutcome.NotSent _ -> "NOT_SENT";
      case CommandOutcome.Unknown _ -> "UNKNOWN";
    };
  }

  private static String words(CommandOutcome.Rejected rejected) {
    var code = rejected.brokerCode().isEmpty() ? "" : " (" + rejected.brokerCode() + ")";
    return rejected.reason() + code + ": " + rejected.brokerText();
  }

  /** A replace took effect: its link is the order now. */
  static void replaceDone(Stepper order, Command replace, String brokerOrderId) {
    CommandSteps.applyChange(order, replace);
    order.put(replace.to(CommandState.DONE, "", order.at));
    order.life.brokerOrderId = brokerOrderId;
    order.tell(
        OrderFacts.REPLACED,
        Map.of("command", Integer.toString(replace.number()), "brokerOrderId", brokerOrderId));
  }

  /** Whether a status shows that a replace under its own id is in force. */
  static boolean isInForce(OrderStatus status) {
    return switch (status) {
      case NEW,
          PARTIALLY_FILLED,
          PENDING_CANCEL,
          SUSPENDED,
          DONE_FOR_DAY,
          FILLED,
          CANCELED,
          EXPIRED,
          REPLACED ->
          true;
      case PENDING_NEW, PENDING_REPLACE, REJECTED -> false;
    };
  }
}
