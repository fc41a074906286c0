package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.OwnCount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows the legs of an order. */
final class OrderLegs {
  private OrderLegs() {}

  /**
   * The legs.
   *
   * @param ofVenue of a combination its orders at the venue, one for each leg
   */
  static ArrayNode json(VenueOrder order, ObjectNode form, List<VenueOrder> ofVenue) {
    var legs = Json.array();
    var asked = form.path("orderLegCollection");
    if (order.orderClass() == OrderClass.MULTI_LEG) {
      for (var i = 0; i < ofVenue.size(); i++) {
        legs.add(leg(i + 1, ofVenue.get(i), asked.path(i)));
      }
      return legs;
    }
    legs.add(leg(1, order, asked.path(0)));
    return legs;
  }

  private static ObjectNode leg(int number, VenueOrder order, JsonNode asked) {
    var listed = order.listed();
    var instruction = asked.path("instruction").asString(instruction(order.side(), listed));
    var quantity = Objects.requireNonNullElse(OwnCount.quantity(order), BigDecimal.ZERO);
    var leg =
        Json.object()
            .put("orderLegType", listed.isOption() ? "OPTION" : "EQUITY")
            .put("legId", number);
    Symbols.describe(leg.putObject("instrument"), listed);
    return leg.put("instruction", instruction)
        .put("positionEffect", opens(instruction) ? "OPENING" : "CLOSING")
        .put("quantity", Numbers.quantity(quantity));
  }

  private static boolean opens(String instruction) {
    return switch (instruction) {
      case "BUY", "SELL_SHORT", "SELL_SHORT_EXEMPT", "BUY_TO_OPEN", "SELL_TO_OPEN" -> true;
      default -> false;
    };
  }

  private static String instruction(Side side, Listed listed) {
    if (listed.isOption()) {
      return side == Side.BUY ? "BUY_TO_OPEN" : "SELL_TO_CLOSE";
    }
    return side.name();
  }
}
