package io.brokerway.engine.orders;

import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.engine.storage.InstrumentText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stored JSON forms of what has no columns of its own. Numbers are strings; names are sorted.
 */
final class OrderJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private OrderJson() {}

  /** What {@link #readDetails} gives back. */
  record Details(
      List<OrderLeg> legs,
      @Nullable ExitOrder takeProfit,
      @Nullable ExitOrder stopLoss,
      @Nullable BigDecimal displayQuantity,
      boolean allOrNone,
      Map<String, String> parameters) {
    static final Details NONE = new Details(List.of(), null, null, null, false, Map.of());
  }

  /** Legs, exits and the like as JSON; null for a plain order. */
  static @Nullable String writeDetails(OrderSpec spec) {
    var plain =
        spec.orderClass() == OrderClass.SIMPLE
            && spec.displayQuantity() == null
            && !spec.allOrNone()
            && spec.parameters().isEmpty();
    if (plain) {
      return null;
    }
    var fields = new TreeMap<String, Object>();
    fields.put("legs", spec.legs().stream().map(OrderJson::leg).toList());
    put(fields, "takeProfit", exit(spec.takeProfit()));
    put(fields, "stopLoss", exit(spec.stopLoss()));
    put(fields, "displayQuantity", plain(spec.displayQuantity()));
    fields.put("allOrNone", spec.allOrNone());
    fields.put("parameters", new TreeMap<>(spec.parameters()));
    return JSON.writeValueAsString(fields);
  }

  static Details readDetails(@Nullable String json) {
    if (json == null) {
      return Details.NONE;
    }
    var node = JSON.readTree(json);
    var legs = new ArrayList<OrderLeg>();
    for (var leg : node.path("legs")) {
      legs.add(
          new OrderLeg(
              InstrumentText.read(leg.get("instrument").asString()),
              Side.valueOf(leg.get("side").asString()),
              Integer.parseInt(leg.get("ratio").asString()),
              PositionEffect.valueOf(leg.get("effect").asString())));
    }
    var parameters = new TreeMap<String, String>();
    node.path("parameters")
        .properties()
        .forEach(each -> parameters.put(each.getKey(), each.getValue().asString()));
    return new Details(
        legs,
        readExit(node.get("takeProfit")),
        readExit(node.get("stopLoss")),
        number(node, "displayQuantity"),
        node.path("allOrNone").asBoolean(),
        parameters);
  }

  static String write(OrderChange change) {
    var fields = new TreeMap<String, Object>();
    put(fields, "quantity", plain(change.quantity()));
    put(fields, "limitPrice", plain(change.limitPrice()));
    put(fields, "stopPrice", plain(change.stopPrice()));
    put(fields, "trail", trail(change.trail()));
    put(fields, "timeInForce", change.timeInForce() == null ? null : change.timeInForce().name());
    put(fields, "goodUntil", change.goodUntil() == null ? null : change.goodUntil().toString());
    return JSON.writeValueAsString(fields);
  }

  static @Nullable OrderChange readChange(@Nullable String json) {
    if (json == null) {
      return null;
    }
    var node = JSON.readTree(json);
    var timeInForce = text(node, "timeInForce");
    var goodUntil = text(node, "goodUntil");
    return new OrderChange(
        number(node, "quantity"),
        number(node, "limitPrice"),
        number(node, "stopPrice"),
        readTrail(node.get("trail")),
        timeInForce == null ? null : TimeInForce.valueOf(timeInForce),
        goodUntil == null ? null : Instant.parse(goodUntil));
  }

  /** Refusals as JSON; null for none. */
  static @Nullable String write(List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return null;
    }
    return JSON.writeValueAsString(refusals.stream().map(OrderJson::refusal).toList());
  }

  static Map<String, String> refusal(Refusal refusal) {
    return new TreeMap<>(
        Map.of(
            "code", refusal.code().name(),
            "field", refusal.field(),
            "sentence", refusal.sentence()));
  }

  static List<Refusal> readRefusals(@Nullable String json) {
    if (json == null) {
      return List.of();
    }
    var refusals = new ArrayList<Refusal>();
    for (var node : JSON.readTree(json)) {
      refusals.add(
          new Refusal(
              Refusal.Code.valueOf(node.get("code").asString()),
              node.get("field").asString(),
              node.get("sentence").asString()));
    }
    return refusals;
  }

  /** Everything of an order that its meaning depends on; numbers without trailing zeros. */
  static String canonical(OrderSpec spec) {
    var terms = spec.terms();
    var instrument = spec.instrument();
    var fields = new TreeMap<String, Object>();
    put(fields, "class", spec.orderClass().name());
    put(fields, "instrument", instrument == null ? null : InstrumentText.write(instrument));
    put(fields, "side", spec.side().name());
    put(fields, "effect", spec.effect().name());
    put(fields, "units", plain(spec.units()));
    var notional = spec.notional();
    put(fields, "notional", notional == null ? null : plain(notional.amount()));
    put(fields, "currency", notional == null ? null : notional.currency().code());
    put(fields, "type", terms.type().name());
    put(fields, "timeInForce", terms.timeInForce().name());
    put(fields, "session", terms.session().name());
    put(fields, "limitPrice", plain(terms.limitPrice()));
    put(fields, "stopPrice", plain(terms.stopPrice()));
    put(fields, "trail", trail(terms.trail()));
    put(fields, "limitOffset", plain(terms.limitOffset()));
    put(fields, "goodUntil", terms.goodUntil() == null ? null : terms.goodUntil().toString());
    put(fields, "details", writeDetails(spec));
    return JSON.writeValueAsString(fields);
  }

  /** Any members as one JSON object, its names sorted. */
  static String object(Map<String, ?> members) {
    return JSON.writeValueAsString(new TreeMap<>(members));
  }

  private static Map<String, Object> leg(OrderLeg leg) {
    return new TreeMap<>(
        Map.of(
            "instrument", InstrumentText.write(leg.instrument()),
            "side", leg.side().name(),
            "ratio", Integer.toString(leg.ratio()),
            "effect", leg.effect().name()));
  }

  private static @Nullable Map<String, Object> exit(@Nullable ExitOrder exit) {
    if (exit == null) {
      return null;
    }
    var fields = new TreeMap<String, Object>();
    put(fields, "limitPrice", plain(exit.limitPrice()));
    put(fields, "stopPrice", plain(exit.stopPrice()));
    put(fields, "trail", trail(exit.trail()));
    return fields;
  }

  private static @Nullable ExitOrder readExit(@Nullable JsonNode node) {
    return node == null
        ? null
        : new ExitOrder(
            number(node, "limitPrice"), number(node, "stopPrice"), readTrail(node.get("trail")));
  }

  private static @Nullable String trail(@Nullable TrailingOffset trail) {
    return trail == null ? null : plain(trail.value()) + " " + trail.unit();
  }

  private static @Nullable TrailingOffset readTrail(@Nullable JsonNode node) {
    if (node == null) {
      return null;
    }
    var parts = node.asString().split(" ", -1);
    return new TrailingOffset(new BigDecimal(parts[0]), TrailingOffset.Unit.valueOf(parts[1]));
  }

  private static @Nullable String text(JsonNode node, String name) {
    var value = node.get(name);
    return value == null ? null : value.asString();
  }

  private static @Nullable BigDecimal number(JsonNode node, String name) {
    var value = text(node, name);
    return value == null ? null : new BigDecimal(value);
  }

  private static @Nullable String plain(@Nullable BigDecimal number) {
    if (number == null) {
      return null;
    }
    return number.stripTrailingZeros().toPlainString();
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
