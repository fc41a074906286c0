package io.brokerway.simulators.etrade;

import io.brokerway.broker.order.Side;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An {@code Instrument} of an order: what is done with what.
 *
 * @param quantity absent for {@code ALL_I_OWN}
 * @param reserve how much of it the market may see; absent for all
 */
record OrderItem(
    Listed listed, String action, @Nullable BigDecimal quantity, @Nullable BigDecimal reserve) {
  static final Set<String> ACTIONS =
      Set.of(
          "BUY",
          "SELL",
          "BUY_TO_COVER",
          "SELL_SHORT",
          "BUY_OPEN",
          "BUY_CLOSE",
          "SELL_OPEN",
          "SELL_CLOSE",
          "EXCHANGE");

  boolean buys() {
    return action.startsWith("BUY");
  }

  /** Whether it says that it closes a holding. */
  boolean closes() {
    return switch (action) {
      case "SELL", "BUY_TO_COVER", "BUY_CLOSE", "SELL_CLOSE" -> true;
      default -> false;
    };
  }

  Side side() {
    return switch (action) {
      case "BUY", "BUY_TO_COVER", "BUY_OPEN", "BUY_CLOSE" -> Side.BUY;
      case "SELL", "SELL_CLOSE" -> Side.SELL;
      case "SELL_SHORT", "SELL_OPEN" -> Side.SELL_SHORT;
      default -> throw Refusal.invalid("Invalid orderAction: " + action);
    };
  }

  OrderItem of(BigDecimal units) {
    return new OrderItem(listed, action, units, reserve);
  }

  BigDecimal units() {
    if (quantity == null) {
      throw new IllegalStateException("all that is owned was not counted");
    }
    return quantity;
  }
}
