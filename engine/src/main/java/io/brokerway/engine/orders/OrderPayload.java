package io.brokerway.engine.orders;

import io.brokerway.engine.orders.core.Effect;
import io.brokerway.engine.storage.Fact;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The facts of orders as the log keeps them: each payload shows the order after it. */
final class OrderPayload {
  private static final int VERSION = 1;

  private OrderPayload() {}

  static Fact fact(OrderRow order, Effect.Tell tell, String actor) {
    return fact(order, tell.type(), tell.sequence(), tell.details(), actor);
  }

  static Fact fact(
      OrderRow order, String type, long sequence, Map<String, ?> details, String actor) {
    return new Fact(
        order.tenant(),
        order.user(),
        order.account(),
        type,
        order.id().toString(),
        sequence,
        actor,
        VERSION,
        OrderJson.object(members(order, details)));
  }

  private static Map<String, Object> members(OrderRow order, Map<String, ?> details) {
    var spec = order.spec();
    var life = order.life();
    var members = new TreeMap<String, Object>(details);
    put(members, "accountId", order.account().toString());
    put(members, "orderId", order.id().toString());
    put(members, "origin", order.origin().name());
    put(members, "clientOrderId", order.clientOrderId());
    put(members, "state", life.state().name());
    put(members, "instrument", OrderTable.instrumentKey(spec));
    put(members, "side", spec.side().name());
    put(members, "orderType", spec.terms().type().name());
    put(members, "timeInForce", spec.terms().timeInForce().name());
    put(members, "quantity", plain(spec.units()));
    var notional = spec.notional();
    put(members, "notional", notional == null ? null : plain(notional.amount()));
    put(members, "limitPrice", plain(spec.terms().limitPrice()));
    put(members, "stopPrice", plain(spec.terms().stopPrice()));
    put(members, "cumulativeQuantity", plain(life.cumulative()));
    put(members, "averagePrice", plain(life.average()));
    put(members, "brokerOrderId", life.brokerOrderId());
    put(members, "reason", life.reason().isEmpty() ? null : life.reason());
    if (!order.refusals().isEmpty()) {
      members.put("refusals", order.refusals().stream().map(OrderJson::refusal).toList());
    }
    return members;
  }

  private static void put(Map<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  private static @Nullable String plain(@Nullable BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }
}
