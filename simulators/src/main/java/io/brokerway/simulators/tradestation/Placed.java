package io.brokerway.simulators.tradestation;

import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;

/** The answer to orders: which were sent, and which failed. Not thread-safe. */
final class Placed {
  private final ArrayNode orders = Json.array();
  private final ArrayNode errors = Json.array();

  /** Sends, and notes what becomes of it. */
  void add(Supplier<List<OrderDesk.Taken>> sending, OrderIds ids) {
    try {
      for (var taken : sending.get()) {
        orders.addObject().put("Message", taken.message()).put("OrderID", taken.orderId());
      }
    } catch (OrderFailed failed) {
      errors
          .addObject()
          .put("Error", "FAILED")
          .put("Message", failed.text())
          .put("OrderID", ids.lost());
    }
  }

  HttpReply reply() {
    var json = Json.object();
    if (!orders.isEmpty()) {
      json.set("Orders", orders);
    }
    if (!errors.isEmpty()) {
      json.set("Errors", errors);
    }
    return HttpReply.json(200, json);
  }
}
