package io.brokerway.engine.orders.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One step in the making: the order as it becomes, and the effects so far. */
final class Stepper {
  private static final int CASH_DECIMALS = 8;

  final OrderLife.Draft life;
  final List<Link> links;
  final List<Fill> fills;
  final Instant at;
  private final OrderAggregate before;
  private final List<Command> commands;
  private final List<Effect> effects = new ArrayList<>();

  Stepper(OrderAggregate before, Instant at) {
    this.before = before;
    this.life = before.life().draft();
    this.commands = new ArrayList<>(before.commands());
    this.links = new ArrayList<>(before.links());
    this.fills = new ArrayList<>(before.fills());
    this.at = at;
  }

  Step done() {
    var shown = life.done();
    if (shown.state() != before.life().state()) {
      tell(OrderFacts.ofState(shown.state()), Map.of());
    }
    if (!effects.isEmpty() || !shown.equals(before.life())) {
      life.updatedAt = at;
    }
    return new Step(new OrderAggregate(life.done(), commands, links, fills), effects);
  }

  void tell(String type, Map<String, String> details) {
    life.sequence++;
    effects.add(new Effect.Tell(type, life.sequence, details));
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  Optional<Command> command(int number) {
    return commands.stream().filter(command -> command.number() == number).findFirst();
  }

  List<Command> commands() {
    return List.copyOf(commands);
  }

  void add(Command command) {
    commands.add(command);
    if (command.kind() != CommandKind.PLACE) {
      tell(OrderFacts.ofCommand(command), details(command));
    }
  }

  /** Puts a command's next state; keeps count of what is pending and tells of it. */
  void put(Command next) {
    for (var i = 0; i < commands.size(); i++) {
      var last = commands.get(i);
      if (last.number() == next.number()) {
        commands.set(i, next);
        moved(last, next);
        return;
      }
    }
    throw new IllegalArgumentException("there is no command " + next.number());
  }

  private void moved(Command last, Command next) {
    var pending = (next.state().isAtBroker() ? 1 : 0) - (last.state().isAtBroker() ? 1 : 0);
    switch (next.kind()) {
      case PLACE -> {}
      case CANCEL -> life.pendingCancels += pending;
      case REPLACE -> {
        life.pendingReplaces += pending;
        if (next.state().isFinal() && next.state() != CommandState.DONE) {
          releaseExtra(next);
        }
      }
    }
    if (next.kind() != CommandKind.PLACE && next.state() != last.state()) {
      tell(OrderFacts.ofCommand(next), details(next));
    }
  }

  private void releaseExtra(Command replace) {
    if (replace.extraCash().signum() > 0 && !life.base.isFinal()) {
      life.reservedCash = life.reservedCash.subtract(replace.extraCash()).max(BigDecimal.ZERO);
      life.reserveUntil = at;
    }
  }

  private static Map<String, String> details(Command command) {
    return command.reason().isEmpty()
        ? Map.of("command", Integer.toString(command.number()))
        : Map.of("command", Integer.toString(command.number()), "commandReason", command.reason());
  }

  Optional<Link> link(String brokerOrderId) {
    return links.stream().filter(link -> link.brokerOrderId().equals(brokerOrderId)).findFirst();
  }

  /** The link of a broker order id, a new one at the end of the chain if there is none. */
  Link linkOrNew(String brokerOrderId) {
    return link(brokerOrderId)
        .orElseGet(() -> {
          var link = Link.fresh(brokerOrderId, links.size() + 1);
          links.add(link);
          return link;
        });
  }

  void put(Link next) {
    links.replaceAll(link -> link.brokerOrderId().equals(next.brokerOrderId()) ? next : link);
  }

  @Nullable Link newest() {
    return links.isEmpty() ? null : links.getLast();
  }

  /** The broker showed that it has the order: the place did what it asked. */
  void acknowledged(Instant brokerTime) {
    if (life.acknowledgedAt == null) {
      life.acknowledgedAt = at;
    }
    if (life.reserveUntil == null && noReplaceOpen()) {
      life.reserveUntil = at.isAfter(brokerTime) ? at : brokerTime;
    }
    for (var command : commands()) {
      if (command.kind() == CommandKind.PLACE && !command.state().isFinal()) {
        put(command.to(CommandState.DONE, "", at));
      }
    }
  }

  private boolean noReplaceOpen() {
    return commands.stream()
        .noneMatch(command ->
            command.kind() == CommandKind.REPLACE
                && !command.state().isFinal()
                && command.extraCash().signum() > 0);
  }

  /** Ends the order: every open command with it, and of its reservation what did not fill. */
  void end(OrderState state, String reason) {
    if (life.base.isFinal()) {
      throw new IllegalStateException("the order is final already: " + life.base);
    }
    life.base = state;
    life.reason = reason;
    for (var command : commands()) {
      if (!command.state().isFinal()) {
        put(command.to(endOf(command, state), command.reason(), at));
      }
    }
    life.pendingCancels = 0;
    life.pendingReplaces = 0;
    reserveWhatFilled();
  }

  private static CommandState endOf(Command command, OrderState state) {
    return switch (command.kind()) {
      case PLACE ->
          switch (state) {
            case REJECTED -> CommandState.REJECTED;
            case DENIED -> CommandState.DENIED;
            case EXPIRED_UNSENT -> CommandState.EXPIRED_UNSENT;
            case NOT_ACCEPTED -> CommandState.NOT_ACCEPTED;
            case CANCELED ->
                command.state() == CommandState.QUEUED ? CommandState.WITHDRAWN : CommandState.DONE;
            case PENDING_NEW,
                SUBMITTING,
                SUBMIT_UNKNOWN,
                NEEDS_DECISION,
                NEW,
                PARTIALLY_FILLED,
                PENDING_CANCEL,
                PENDING_REPLACE,
                SUSPENDED,
                DONE_FOR_DAY,
                FILLED,
                EXPIRED ->
                CommandState.DONE;
          };
      case CANCEL -> state == OrderState.CANCELED ? CommandState.DONE : CommandState.TOO_LATE;
      case REPLACE -> CommandState.TOO_LATE;
    };
  }

  /** Cash that a fill cost counts until a balance read that started later. */
  private void reserveWhatFilled() {
    var filled = life.booked.max(life.reported);
    if (filled.signum() == 0) {
      life.reservedCash = BigDecimal.ZERO;
    } else if (life.quantity != null && filled.compareTo(life.quantity) < 0) {
      life.reservedCash =
          life.reservedCash.multiply(filled).divide(life.quantity, CASH_DECIMALS, RoundingMode.UP);
    }
    life.reserveUntil = at;
  }
}
