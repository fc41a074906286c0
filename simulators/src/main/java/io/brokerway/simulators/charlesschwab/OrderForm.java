package io.brokerway.simulators.charlesschwab;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An order as it was asked for: each field of a known form, not yet held against account or market.
 *
 * @param json as sent
 * @param strategy {@code SINGLE}, {@code TRIGGER} or {@code OCO}
 * @param legs empty for {@code OCO}
 * @param children the orders that hang on it
 */
record OrderForm(
    ObjectNode json,
    String strategy,
    String orderType,
    String session,
    String duration,
    String complex,
    @Nullable BigDecimal price,
    @Nullable BigDecimal stopPrice,
    @Nullable BigDecimal stopOffset,
    String stopOffsetType,
    boolean allOrNone,
    List<Leg> legs,
    List<OrderForm> children) {

  /** One instrument of an order. */
  record Leg(String instruction, BigDecimal quantity, String symbol, String assetType) {
    boolean buys() {
      return instruction.startsWith("BUY");
    }

    boolean closes() {
      return switch (instruction) {
        case "SELL", "BUY_TO_COVER", "BUY_TO_CLOSE", "SELL_TO_CLOSE" -> true;
        default -> false;
      };
    }
  }

  OrderForm {
    legs = List.copyOf(legs);
    children = List.copyOf(children);
  }

  boolean isSingle() {
    return strategy.equals("SINGLE");
  }
}
