package io.brokerway.engine.orders.core;

import java.math.BigDecimal;
import java.util.Map;

/** What our own side does to a command: asking, sending, giving up. */
final class CommandSteps {
  private CommandSteps() {}

  static void asked(Stepper order, Command command) {
    if (command.state() == CommandState.QUEUED && order.life.base.isFinal()) {
      order.add(command.to(CommandState.TOO_LATE, "the order is final", order.at));
      return;
    }
    switch (command.kind()) {
      case PLACE -> order.add(command);
      case CANCEL -> askedToCancel(order, command);
      case REPLACE -> {
        order.add(command);
        if (command.state() == CommandState.QUEUED && command.extraCash().signum() > 0) {
          order.life.reservedCash = order.life.reservedCash.add(command.extraCash());
          order.life.reserveUntil = null;
        }
      }
    }
  }

  private static void askedToCancel(Stepper order, Command cancel) {
    order.add(cancel);
    var unsent =
        order.commands().stream()
            .anyMatch(command ->
                command.kind() == CommandKind.PLACE && command.state() == CommandState.QUEUED);
    if (unsent) {
      order.end(OrderState.CANCELED, "canceled before it was sent");
    }
  }

  static void begin(Stepper order, Input.Begin begin) {
    var command = order.command(begin.command()).orElse(null);
    var wanted = begin.resend() ? CommandState.UNKNOWN : CommandState.QUEUED;
    if (command == null || command.state() != wanted || order.life.base.isFinal()) {
      return;
    }
    if (!begin.resend() && command.isTooOld(order.at)) {
      expired(order, command.number(), "it grew too old before it could be sent");
      return;
    }
    if (command.kind() != CommandKind.PLACE && !isChangeable(order.life, command.kind())) {
      return;
    }
    order.put(command.begun(order.at));
    if (command.kind() == CommandKind.PLACE && !begin.resend()) {
      order.life.base = OrderState.SUBMITTING;
      order.life.reason = "";
    }
  }

  /** A change waits until the broker has the order and told its id. */
  private static boolean isChangeable(OrderLife.Draft life, CommandKind kind) {
    return life.brokerOrderId != null
        && (life.base.isWorking()
            || life.base == OrderState.SUBMITTING
            || (kind == CommandKind.CANCEL && life.base == OrderState.NEEDS_DECISION));
  }

  static void threw(Stepper order, Input.Threw threw) {
    var command = order.command(threw.command()).orElse(null);
    if (command == null || command.state() != CommandState.SENDING) {
      return;
    }
    if (threw.maySent() || order.life.base == OrderState.SUBMIT_UNKNOWN) {
      OutcomeSteps.unknown(order, command, threw.why());
    } else if (threw.poisoned()) {
      decide(order, command, threw.why());
    } else if (threw.retryAt() == null) {
      expired(order, command.number(), threw.why());
    } else {
      requeue(order, command.requeued(threw.retryAt(), true, threw.why(), order.at));
    }
  }

  static void requeue(Stepper order, Command queued) {
    order.put(queued);
    if (queued.kind() == CommandKind.PLACE) {
      order.life.base = OrderState.PENDING_NEW;
      order.life.reason = queued.reason();
    }
    order.tell(
        OrderFacts.NOT_SENT,
        Map.of("command", Integer.toString(queued.number()), "commandReason", queued.reason()));
  }

  static void orphaned(Stepper order, int number) {
    order
        .command(number)
        .filter(command -> command.state() == CommandState.SENDING)
        .ifPresent(command ->
            OutcomeSteps.unknown(
                order, command, "the node that sent it died before it heard an answer"));
  }

  static void expired(Stepper order, int number, String why) {
    var command = order.command(number).orElse(null);
    if (command == null || command.state().isFinal() || order.life.base.isFinal()) {
      return;
    }
    order.put(command.to(CommandState.EXPIRED_UNSENT, why, order.at));
    if (command.kind() == CommandKind.PLACE) {
      order.end(OrderState.EXPIRED_UNSENT, why);
    }
  }

  static void withheld(Stepper order, int number, String why) {
    var command = order.command(number).orElse(null);
    if (command == null || command.state().isFinal() || order.life.base.isFinal()) {
      return;
    }
    order.put(command.to(CommandState.DENIED, why, order.at));
    if (command.kind() == CommandKind.PLACE) {
      order.end(OrderState.DENIED, why);
    }
  }

  static void concluded(Stepper order, Input.Concluded concluded) {
    var command = order.command(concluded.command()).orElse(null);
    if (command == null
        || command.state().isFinal()
        || command.state() == CommandState.QUEUED
        || order.life.base.isFinal()) {
      return;
    }
    switch (concluded.conclusion()) {
      case NEEDS_DECISION -> decide(order, command, concluded.why());
      case NOT_ACCEPTED ->
          conclude(
              order,
              command.to(CommandState.NOT_ACCEPTED, concluded.why(), order.at),
              OrderState.NOT_ACCEPTED);
      case REJECTED ->
          conclude(
              order,
              command.to(CommandState.REJECTED, concluded.why(), order.at),
              OrderState.REJECTED);
    }
  }

  /** Nobody will ask the broker any more: what is not proven is left to a person. */
  static void abandoned(Stepper order, String why) {
    if (order.life.base.isFinal()) {
      return;
    }
    for (var command : order.commands()) {
      if (command.kind() == CommandKind.PLACE || command.state().isFinal()) {
        continue;
      }
      order.put(
          command.to(
              command.state() == CommandState.QUEUED
                  ? CommandState.WITHDRAWN
                  : CommandState.NEEDS_DECISION,
              why,
              order.at));
    }
    var place =
        order.commands().stream()
            .filter(command -> command.kind() == CommandKind.PLACE && !command.state().isFinal())
            .findFirst();
    if (place.isPresent() && place.get().state() == CommandState.QUEUED) {
      order.end(OrderState.CANCELED, why);
      return;
    }
    place.ifPresent(command -> order.put(command.to(CommandState.NEEDS_DECISION, why, order.at)));
    order.life.base = OrderState.NEEDS_DECISION;
    order.life.reason = why;
    order.effect(new Effect.Alarm("a person must decide: " + why));
  }

  private static void conclude(Stepper order, Command command, OrderState state) {
    order.put(command);
    if (command.kind() == CommandKind.PLACE) {
      order.end(state, command.reason());
    }
  }

  private static void decide(Stepper order, Command command, String why) {
    if (command.state() != CommandState.NEEDS_DECISION) {
      order.put(command.to(CommandState.NEEDS_DECISION, why, order.at));
      order.effect(new Effect.Alarm("a person must decide: " + why));
    }
    if (command.kind() == CommandKind.PLACE) {
      order.life.base = OrderState.NEEDS_DECISION;
      order.life.reason = why;
    }
  }

  /** What a replace changed of the total. */
  static void applyChange(Stepper order, Command replace) {
    var change = replace.change();
    if (change != null && change.quantity() != null) {
      order.life.quantity = change.quantity();
    }
    if (replace.extraCash().signum() < 0) {
      order.life.reservedCash =
          order.life.reservedCash.add(replace.extraCash()).max(BigDecimal.ZERO);
    }
    if (order.life.reserveUntil == null) {
      order.life.reserveUntil = order.at;
    }
  }
}
