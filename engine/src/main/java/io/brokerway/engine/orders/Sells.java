package io.brokerway.engine.orders;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.engine.orders.core.Command;
import io.brokerway.engine.orders.core.CommandKind;
import io.brokerway.engine.orders.core.OrderLife;
import io.brokerway.engine.orders.core.OrderOrigin;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.risk.Cost;
import io.brokerway.engine.risk.Exposures;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an order binds of a holding. */
final class Sells {
  private static final AccountKey ANY = new AccountKey("any");

  private Sells() {}

  /** The units of a quantity; absent for an amount of money, which the broker turns into units. */
  static @Nullable BigDecimal units(OrderQuantity quantity) {
    return quantity instanceof OrderQuantity.Units given ? given.units() : null;
  }

  /** Binds what a new order sells. */
  static void bind(Exposures exposures, Exposures.Key account, OrderSpec spec) {
    var instrument = spec.instrument();
    var units = spec.units();
    if (instrument != null && units != null && sellsHolding(spec)) {
      exposures.bindSells(account, instrument.key(), units);
    }
  }

  static boolean sellsHolding(OrderSpec spec) {
    return Cost.sellsHolding(spec.toNewOrder(ANY, "any"));
  }

  /**
   * What a sell binds at a moment of its life: its leaves, and what an open replace adds. An exit
   * that waits for its entry sells what is not held yet, and binds nothing.
   */
  static BigDecimal bound(OrderRow order, OrderLife life, List<Command> commands) {
    var spec = order.spec();
    if (order.origin() == OrderOrigin.ALTERNATIVE_PART
        || (order.origin() == OrderOrigin.PART && life.base() == OrderState.SUSPENDED)) {
      return BigDecimal.ZERO;
    }
    var leaves = life.leaves();
    if (life.isFinal() || leaves == null || life.quantity() == null || !sellsHolding(spec)) {
      return BigDecimal.ZERO;
    }
    var bound = leaves;
    for (var command : commands) {
      var change = command.change();
      if (command.kind() == CommandKind.REPLACE
          && !command.state().isFinal()
          && change != null
          && change.quantity() != null) {
        bound = bound.add(change.quantity().subtract(life.quantity()).max(BigDecimal.ZERO));
      }
    }
    return bound;
  }
}
