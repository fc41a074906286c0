package io.brokerway.simulators.alpaca;

import io.brokerway.broker.order.Side;
import io.brokerway.simulators.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** The reply to an order that no venue ever sees. */
final class LostOrder {
  private LostOrder() {}

  static ObjectNode json(OrderRequest request, OrderDesk.Ready ready, String id, Instant now) {
    var listed = ready.listed();
    var side = ready.order().side();
    var time = Amounts.time(now);
    var json =
        Json.object()
            .put("id", id)
            .put("client_order_id", ready.order().clientOrderId())
            .put("created_at", time)
            .put("updated_at", time)
            .put("submitted_at", time)
            .putNull("filled_at")
            .putNull("expired_at")
            .putNull("canceled_at")
            .putNull("failed_at")
            .putNull("replaced_at")
            .putNull("replaced_by")
            .putNull("replaces")
            .put("asset_id", Assets.id(listed))
            .put("symbol", Assets.symbol(listed))
            .put("asset_class", Assets.assetClass(listed))
            .put("notional", Amounts.text(request.notional()))
            .put("qty", Amounts.text(request.qty()))
            .put("filled_qty", "0")
            .putNull("filled_avg_price")
            .put("order_class", OrderView.orderClass(request.orderClass()))
            .put("order_type", OrderView.type(request.type()))
            .put("type", OrderView.type(request.type()))
            .put("side", OrderView.side(side))
            .put("position_intent", side == Side.BUY ? "buy_to_open" : "sell_to_close")
            .put("time_in_force", OrderView.timeInForce(request.timeInForce()))
            .put("limit_price", Amounts.text(request.limitPrice()))
            .put("stop_price", Amounts.text(request.stopPrice()))
            .put("status", "pending_new")
            .put("extended_hours", request.extendedHours())
            .putNull("legs")
            .putNull("trail_percent")
            .putNull("trail_price")
            .putNull("hwm");
    return request.legs().isEmpty() ? json : combined(json, request);
  }

  /** A multi-leg order has no instrument of its own. */
  private static ObjectNode combined(ObjectNode json, OrderRequest request) {
    var legs = json.putArray("legs");
    for (var leg : request.legs()) {
      legs.addObject()
          .put("symbol", leg.symbol())
          .put("asset_class", Assets.OPTION)
          .put("side", leg.buys() ? "buy" : "sell")
          .put("position_intent", leg.positionIntent())
          .put("ratio_qty", String.valueOf(leg.ratio()))
          .put("status", "pending_new")
          .put("order_class", "mleg");
    }
    json.put("asset_id", "").put("symbol", "").put("asset_class", "").put("side", "");
    return json.without("position_intent");
  }
}
