package io.brokerway.simulators.alpaca;

import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.OwnCount;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code PATCH /v2/orders/{id}}: its quantity is the new order's own. */
final class ReplaceReader {
  private static final Set<String> FIELDS =
      Set.of(
          "qty",
          "time_in_force",
          "limit_price",
          "stop_price",
          "trail",
          "client_order_id",
          "notional",
          "advanced_instructions");

  private ReplaceReader() {}

  static OrderChange read(VenueOrder order, Fields body) {
    body.requireOnly(FIELDS);
    if (order.notional() != null || body.has("notional")) {
      throw Refusal.unprocessable("notional orders cannot be replaced");
    }
    var qty = qty(order, body.positive("qty"));
    var limit = body.positive("limit_price");
    var stop = body.positive("stop_price");
    requireFits(order, limit, stop);
    var trail = trail(order, body.positive("trail"));
    var word = body.text("time_in_force");
    var timeInForce = word == null ? null : OrderRequestReader.timeInForce(word);
    requireChange(qty, limit, stop, trail, timeInForce);
    return new OrderChange(qty, limit, stop, trail, timeInForce, null);
  }

  private static @Nullable BigDecimal qty(VenueOrder order, @Nullable BigDecimal qty) {
    if (qty == null || order.listed().isCrypto()) {
      return qty;
    }
    var old = OwnCount.quantity(order);
    var wasFractional = old != null && old.stripTrailingZeros().scale() > 0;
    if (old != null && qty.compareTo(old) == 0) {
      return qty;
    }
    if (wasFractional || qty.scale() > 0) {
      throw Refusal.unprocessable("qty of fractional orders cannot be replaced");
    }
    return qty;
  }

  private static void requireFits(
      VenueOrder order, @Nullable BigDecimal limit, @Nullable BigDecimal stop) {
    var type = order.terms().type();
    if (limit != null && !type.needsLimitPrice()) {
      throw Refusal.invalid(OrderView.type(type) + " orders require no limit price");
    }
    if (stop != null && !type.needsStopPrice()) {
      throw Refusal.invalid(OrderView.type(type) + " orders require no stop price");
    }
    if (!order.listed().isCrypto()) {
      OrderRules.checkIncrement("limit_price", limit);
      OrderRules.checkIncrement("stop_price", stop);
    }
  }

  private static @Nullable TrailingOffset trail(VenueOrder order, @Nullable BigDecimal value) {
    if (value == null) {
      return null;
    }
    var old = order.terms().trail();
    if (order.terms().type() != OrderType.TRAILING_STOP || old == null) {
      throw Refusal.invalid("trail is only for trailing stop orders");
    }
    return new TrailingOffset(value, old.unit());
  }

  private static void requireChange(
      @Nullable BigDecimal qty,
      @Nullable BigDecimal limit,
      @Nullable BigDecimal stop,
      @Nullable TrailingOffset trail,
      @Nullable TimeInForce timeInForce) {
    if (qty == null && limit == null && stop == null && trail == null && timeInForce == null) {
      throw Refusal.unprocessable("order parameters are not changed");
    }
  }
}
