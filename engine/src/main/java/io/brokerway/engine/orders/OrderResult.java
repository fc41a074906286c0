package io.brokerway.engine.orders;

import io.brokerway.engine.orders.core.Command;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.Effect;
import io.brokerway.engine.orders.core.OrderAggregate;
import io.brokerway.engine.portfolio.AccountRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of an {@link OrderWrite}. */
sealed interface OrderResult {

  /**
   * Applied.
   *
   * @param order after it
   * @param commands after it, by number
   * @param stateChanged whether a client sees another state than before
   */
  record Applied(
      AccountRef account,
      OrderRow order,
      OrderAggregate aggregate,
      List<CommandRow> commands,
      List<Effect> effects,
      boolean stateChanged,
      int newCommand)
      implements OrderResult {

    Optional<CommandRow> command(int number) {
      return commands.stream().filter(row -> row.command().number() == number).findFirst();
    }

    boolean is(int number, CommandState state) {
      return command(number).map(CommandRow::command).map(Command::state).orElse(null) == state;
    }
  }

  /** There is no such order. */
  record Missing() implements OrderResult {}

  /** The lane was fenced off: nothing was written. */
  record Fenced() implements OrderResult {}

  /** The key was used before with the same body. */
  record Replayed(OrderRow order, CommandRow command) implements OrderResult {}

  /** The key was used before with another body. */
  record Conflict(Fingerprint first) implements OrderResult {}

  /** The order takes no such command any more. */
  record NotOpen(OrderRow order, @Nullable String why) implements OrderResult {}
}
