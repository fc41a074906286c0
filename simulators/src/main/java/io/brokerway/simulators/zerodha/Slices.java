package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Splits an order above the quantity at which the exchange freezes it. */
final class Slices {
  /** One figure for all instruments of the simulator. */
  static final long FREEZE_QUANTITY = 10_000;

  private static final int MOST_SLICES = 50;

  private Slices() {}

  static boolean isSliced(OrderRequest request) {
    return request.autoslice() && request.quantity() > FREEZE_QUANTITY;
  }

  /** Places slice after slice; one that is refused does not stop those after it. */
  static ObjectNode place(OrderDesk desk, KiteUser user, OrderRequest request, String apiKey) {
    var slices = (request.quantity() + FREEZE_QUANTITY - 1) / FREEZE_QUANTITY;
    if (slices > MOST_SLICES || !request.variety().equals("regular")) {
      throw Params.invalid("autoslice");
    }
    var data = Json.object();
    var children = data.putArray("children");
    var parent = "";
    for (var left = request.quantity(); left > 0; left -= FREEZE_QUANTITY) {
      var own = request.of(Math.min(left, FREEZE_QUANTITY));
      try {
        var tags =
            parent.isEmpty() ? List.of("autoslice") : List.of("autoslice", "autoslice:" + parent);
        var id = desk.place(user, own, apiKey, tags, null);
        parent = parent.isEmpty() ? id : parent;
        children.addObject().put("order_id", id);
      } catch (Refusal refusal) {
        if (parent.isEmpty()) {
          throw refusal;
        }
        children
            .addObject()
            .putObject("error")
            .put("code", refusal.status())
            .put("error_type", refusal.type())
            .put("message", refusal.text())
            .putNull("data");
      }
    }
    return data.put("order_id", parent);
  }
}
