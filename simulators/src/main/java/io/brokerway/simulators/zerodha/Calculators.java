package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.Venue;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /margins} and {@code /charges}: what orders would need and cost; nothing is placed. */
final class Calculators {
  private final Venue venue;
  private final Instruments instruments;
  private final Funds funds;

  Calculators(Venue venue, Instruments instruments, Funds funds) {
    this.venue = venue;
    this.instruments = instruments;
    this.funds = funds;
  }

  HttpReply answer(KiteUser user, HttpCall call) {
    return switch (call.method() + " " + call.path()) {
      case "POST /margins/orders" -> KiteReply.of(margins(orders(call)));
      case "POST /margins/basket" -> KiteReply.of(basket(user, call));
      case "POST /charges/orders" -> KiteReply.of(charges(orders(call)));
      default -> throw Refusal.noRoute();
    };
  }

  private static ArrayNode orders(HttpCall call) {
    try {
      if (Json.read(call.body()) instanceof ArrayNode array && !array.isEmpty()) {
        return array;
      }
    } catch (JacksonException e) {
      throw Refusal.input("Invalid JSON payload.");
    }
    throw Refusal.input("Invalid JSON payload.");
  }

  /** An order of the list, and at what price it would trade. */
  private record Asked(Book book, boolean buys, BigDecimal quantity, BigDecimal price) {
    BigDecimal value() {
      return quantity.multiply(price);
    }

    BigDecimal margin() {
      return book.isDelivery() && !buys ? BigDecimal.ZERO : value().multiply(book.marginRate());
    }
  }

  private Asked asked(JsonNode order, String priceField) {
    var instrument =
        instruments
            .find(
                order.path("exchange").asString("")
                    + ":"
                    + order.path("tradingsymbol").asString(""))
            .filter(found -> !found.isIndex())
            .orElseThrow(() -> Params.invalid("tradingsymbol"));
    var product = order.path("product").asString("");
    if (!product.equals(Book.DELIVERY) && !product.equals(Book.INTRADAY)) {
      throw Params.invalid("product");
    }
    var side = order.path("transaction_type").asString("");
    if (!side.equals("BUY") && !side.equals("SELL")) {
      throw Params.invalid("transaction_type");
    }
    var quantity = order.path("quantity").asDecimal(BigDecimal.ZERO);
    if (quantity.signum() <= 0) {
      throw Params.invalid("quantity");
    }
    var price = order.path(priceField).asDecimal(BigDecimal.ZERO);
    var book = new Book(instrument, product);
    return new Asked(
        book,
        side.equals("BUY"),
        quantity,
        price.signum() > 0 ? price : venue.prices().quote(book.listed(), venue.now()).last());
  }

  private ArrayNode margins(ArrayNode orders) {
    var all = Json.array();
    orders.forEach(order -> all.add(margin(asked(order, "price"))));
    return all;
  }

  private static ObjectNode margin(Asked asked) {
    return margin(
        asked.book(), asked.margin(), Charges.of(asked.book(), asked.buys(), asked.value()));
  }

  private static ObjectNode margin(Book book, BigDecimal margin, Charges charges) {
    var json =
        Json.object()
            .put("type", "equity")
            .put("tradingsymbol", book.instrument().tradingsymbol())
            .put("exchange", book.instrument().exchange())
            .put("span", 0)
            .put("exposure", 0)
            .put("option_premium", 0)
            .put("additional", 0)
            .put("bo", 0)
            .put("cash", 0)
            .put("var", Figures.cents(margin));
    json.putObject("pnl").put("realised", 0).put("unrealised", 0);
    json.put("leverage", book.isDelivery() ? 1 : 5);
    json.set("charges", charges.json());
    return json.put("total", Figures.cents(margin));
  }

  /** Shares lend one another no margin: the whole is the sum, less what closes a position. */
  private ObjectNode basket(KiteUser user, HttpCall call) {
    var considering = Params.ofQuery(call).flag("consider_positions");
    var initial = BigDecimal.ZERO;
    var last = BigDecimal.ZERO;
    var charges = Charges.none();
    var rows = Json.array();
    var book = new Book(instruments.all().get(1), Book.DELIVERY);
    for (var order : orders(call)) {
      var asked = asked(order, "price");
      book = asked.book();
      initial = initial.add(asked.margin());
      last =
          last.add(
              considering
                  ? funds.needed(user.key(), book, asked.buys(), asked.quantity(), asked.price())
                  : asked.margin());
      charges = charges.plus(Charges.of(book, asked.buys(), asked.value()));
      rows.add(margin(asked));
    }
    var data = Json.object();
    data.set("initial", margin(book, initial, charges));
    data.set("final", margin(book, last, charges));
    data.set("orders", rows);
    data.set("charges", charges.json());
    return data;
  }

  private ArrayNode charges(ArrayNode orders) {
    var all = Json.array();
    for (var order : orders) {
      var asked = asked(order, "average_price");
      all.addObject()
          .put("transaction_type", asked.buys() ? "BUY" : "SELL")
          .put("tradingsymbol", asked.book().instrument().tradingsymbol())
          .put("exchange", asked.book().instrument().exchange())
          .put("variety", order.path("variety").asString(""))
          .put("product", asked.book().product())
          .put("order_type", order.path("order_type").asString(""))
          .put("quantity", asked.quantity())
          .put("price", asked.price())
          .set("charges", Charges.of(asked.book(), asked.buys(), asked.value()).json());
    }
    return all;
  }
}
