package io.brokerway.simulators.alpaca;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The rules of an order for options that need neither the market nor the account. */
final class OptionOrderRules {
  private OptionOrderRules() {}

  static void check(OrderRequest order) {
    if (order.notional() != null) {
      throw Refusal.unprocessable("options orders do not support notional");
    }
    if (order.isFractional()) {
      throw Refusal.unprocessable("options orders must have whole qty");
    }
    if (order.timeInForce() != TimeInForce.DAY) {
      throw Refusal.unprocessable("invalid time_in_force for options order");
    }
    if (order.extendedHours()) {
      throw Refusal.unprocessable("options orders cannot be extended hours");
    }
    if (order.type() != OrderType.MARKET && order.type() != OrderType.LIMIT) {
      throw Refusal.unprocessable("invalid order type for options order");
    }
    if (order.orderClass() != OrderClass.SIMPLE && order.orderClass() != OrderClass.MULTI_LEG) {
      throw Refusal.unprocessable("options orders not allowed for advanced order_class");
    }
    requireCents(order.limitPrice());
  }

  private static void requireCents(@Nullable BigDecimal limit) {
    if (limit != null && limit.stripTrailingZeros().scale() > 2) {
      throw Refusal.unprocessable(
          "invalid limit_price %s. sub-penny increment does not fulfill minimum pricing criteria"
              .formatted(limit.toPlainString()));
    }
  }
}
