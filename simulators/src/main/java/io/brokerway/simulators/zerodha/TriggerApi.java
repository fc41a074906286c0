package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.Venue;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /gtt/triggers}. */
final class TriggerApi {
  private static final Set<String> KNOWN = Set.of("type", "condition", "orders");

  /** The least distance of a trigger from the last price: a quarter of a percent. */
  private static final BigDecimal LEAST_GAP = new BigDecimal("0.0025");

  private final Venue venue;
  private final Instruments instruments;
  private final OrderRequestReader reader;
  private final Triggers triggers;

  TriggerApi(Venue venue, Instruments instruments, OrderRequestReader reader, Triggers triggers) {
    this.venue = venue;
    this.instruments = instruments;
    this.reader = reader;
    this.triggers = triggers;
  }

  HttpReply answer(KiteHost.Visitor visitor, HttpCall call, List<String> path) {
    if (path.size() < 2 || path.size() > 3 || !path.get(1).equals("triggers")) {
      throw Refusal.noRoute();
    }
    return path.size() == 2 ? all(visitor, call) : one(visitor, call, path.get(2));
  }

  private HttpReply all(KiteHost.Visitor visitor, HttpCall call) {
    return switch (call.method()) {
      case "GET" -> {
        var rows = Json.array();
        triggers.of(visitor.user().id()).forEach(one -> rows.add(row(one)));
        yield KiteReply.of(rows);
      }
      case "POST" -> {
        var trigger = read(visitor, Params.ofForm(call), triggers.nextId());
        triggers.put(trigger);
        yield id(trigger.id());
      }
      default -> throw Refusal.noMethod();
    };
  }

  private HttpReply one(KiteHost.Visitor visitor, HttpCall call, String text) {
    var known = find(visitor, text);
    return switch (call.method()) {
      case "GET" -> KiteReply.of(row(known));
      case "PUT" -> {
        requireActive(known);
        triggers.put(read(visitor, Params.ofForm(call), known.id()));
        yield id(known.id());
      }
      case "DELETE" -> {
        requireActive(known);
        triggers.put(known.with("deleted", known.results(), venue.now()));
        yield id(known.id());
      }
      default -> throw Refusal.noMethod();
    };
  }

  private static HttpReply id(long id) {
    return KiteReply.of(Json.object().put("trigger_id", id));
  }

  private GoodTillTriggered find(KiteHost.Visitor visitor, String text) {
    try {
      return triggers
          .find(visitor.user().id(), Long.parseLong(text))
          .orElseThrow(() -> new Refusal(404, "GeneralException", "Trigger not found."));
    } catch (NumberFormatException e) {
      throw Params.invalid("trigger_id");
    }
  }

  private static void requireActive(GoodTillTriggered known) {
    if (!known.isActive()) {
      throw Refusal.input("Only active triggers can be modified or deleted.");
    }
  }

  private GoodTillTriggered read(KiteHost.Visitor visitor, Params form, long id) {
    form.requireOnly(KNOWN);
    var two = form.word("type", Set.of("single", "two-leg")).equals("two-leg");
    var condition = json(form, "condition");
    var instrument =
        instruments
            .find(
                condition.path("exchange").asString("")
                    + ":"
                    + condition.path("tradingsymbol").asString(""))
            .filter(found -> !found.isIndex())
            .orElseThrow(() -> Params.invalid("tradingsymbol"));
    var prices = prices(condition, two ? 2 : 1);
    var last = condition.path("last_price").asDecimal(BigDecimal.ZERO);
    checkGap(prices, last);
    var orders = new ArrayList<OrderRequest>();
    for (var order : json(form, "orders")) {
      orders.add(order(order, instrument));
    }
    if (orders.size() != prices.size()) {
      throw Params.invalid("orders");
    }
    var now = venue.now();
    return new GoodTillTriggered(
        id,
        visitor.user().id(),
        visitor.apiKey(),
        instrument,
        prices,
        last,
        orders,
        orders.stream().map(_ -> Json.object()).toList(),
        "active",
        now,
        now,
        now.atZone(Ist.ZONE).plusYears(1).toInstant());
  }

  private static JsonNode json(Params form, String name) {
    try {
      return Json.read(form.required(name));
    } catch (JacksonException e) {
      throw Params.invalid(name);
    }
  }

  private static List<BigDecimal> prices(JsonNode condition, int wanted) {
    var prices = new ArrayList<BigDecimal>();
    condition.path("trigger_values").forEach(value -> prices.add(value.asDecimal(BigDecimal.ZERO)));
    var ascending = prices.size() < 2 || prices.getFirst().compareTo(prices.getLast()) < 0;
    if (prices.size() != wanted || !ascending || prices.getFirst().signum() <= 0) {
      throw Params.invalid("trigger_values");
    }
    return prices;
  }

  private static void checkGap(List<BigDecimal> prices, BigDecimal last) {
    if (last.signum() <= 0) {
      throw Params.invalid("last_price");
    }
    for (var price : prices) {
      if (price.subtract(last).abs().compareTo(last.multiply(LEAST_GAP)) < 0) {
        throw Refusal.input("Trigger price is too close to the last price.");
      }
    }
    var around =
        prices.size() < 2
            || (prices.getFirst().compareTo(last) < 0 && prices.getLast().compareTo(last) > 0);
    if (!around) {
      throw Refusal.input("The last price must lie between the two trigger prices.");
    }
  }

  private OrderRequest order(JsonNode order, KiteInstrument instrument) {
    var fields = new LinkedHashMap<String, String>();
    order.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
    var request = reader.read("regular", Params.of(fields));
    if (!request.orderType().equals("LIMIT") || !request.book().instrument().equals(instrument)) {
      throw Params.invalid("orders");
    }
    return request;
  }

  private static ObjectNode row(GoodTillTriggered one) {
    var json =
        Json.object()
            .put("id", one.id())
            .put("user_id", one.userId())
            .putNull("parent_trigger")
            .put("type", one.triggers().size() == 1 ? "single" : "two-leg")
            .put("created_at", Ist.text(one.createdAt()))
            .put("updated_at", Ist.text(one.updatedAt()))
            .put("expires_at", Ist.text(one.expiresAt()))
            .put("status", one.status());
    var condition =
        json.putObject("condition")
            .put("exchange", one.instrument().exchange())
            .put("last_price", one.lastPrice())
            .put("tradingsymbol", one.instrument().tradingsymbol());
    var prices = condition.putArray("trigger_values");
    one.triggers().forEach(prices::add);
    condition.put("instrument_token", one.instrument().token());
    var orders = json.putArray("orders");
    for (var i = 0; i < one.orders().size(); i++) {
      var order = one.orders().get(i);
      var shown =
          orders
              .addObject()
              .put("exchange", one.instrument().exchange())
              .put("tradingsymbol", one.instrument().tradingsymbol())
              .put("product", order.book().product())
              .put("order_type", order.orderType())
              .put("transaction_type", order.transactionType())
              .put("quantity", order.quantity())
              .put("price", order.price());
      var result = one.results().get(i);
      shown.set("result", result.isEmpty() ? result.nullNode() : result);
    }
    json.putObject("meta");
    return json;
  }
}
