package io.brokerway.simulators.tradestation;

import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.exchange.VenueOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a replace changes, and refuses what it cannot. */
final class ReplaceReader {
  private static final Set<String> FIELDS =
      Set.of("Quantity", "LimitPrice", "StopPrice", "OrderType", "AdvancedOptions");

  private ReplaceReader() {}

  static OrderChange read(VenueOrder order, Body body) {
    body.requireOnly(FIELDS);
    var type = body.find("OrderType");
    if (type.isPresent() && !type.get().equals("Market")) {
      throw Refusal.badRequest("OrderType is not valid: " + type.get());
    }
    if (type.isPresent()) {
      throw Refusal.notSimulated("the change to a market order");
    }
    var quantity = body.has("Quantity") ? OrderRequestReader.whole(body, "Quantity") : null;
    var limit = body.positive("LimitPrice");
    var stop = body.positive("StopPrice");
    var trail = trail(body);
    if (quantity == null && limit == null && stop == null && trail == null) {
      throw Refusal.badRequest("Nothing to replace");
    }
    var terms = order.terms();
    require("LimitPrice", limit == null || terms.type().needsLimitPrice());
    require("StopPrice", stop == null || terms.type().needsStopPrice());
    require("TrailingStop", trail == null || terms.type().trails());
    return new OrderChange(quantity, limit, stop, trail, null, null);
  }

  private static @Nullable TrailingOffset trail(Body body) {
    var options = body.object("AdvancedOptions").orElse(null);
    if (options == null) {
      return null;
    }
    var read = AdvancedOptions.read(java.util.Optional.of(options));
    if (read.allOrNone()) {
      throw Refusal.badRequest("AllOrNone cannot be replaced");
    }
    return read.trail();
  }

  private static void require(String name, boolean valid) {
    if (!valid) {
      throw Refusal.badRequest(name + " is not valid for this type of order");
    }
  }
}
