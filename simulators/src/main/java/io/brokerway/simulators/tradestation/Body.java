package io.brokerway.simulators.tradestation;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An object of a request, which says where in the request it stands. */
record Body(ObjectNode json, String place) {
  private static final int MAX_DIGITS = 30;

  static Body of(HttpCall call) {
    try {
      if (Json.read(call.body()) instanceof ObjectNode object) {
        return new Body(object, "");
      }
    } catch (JacksonException broken) {
      throw Refusal.badRequest("The request body is not valid JSON.");
    }
    throw Refusal.badRequest("The request body must be a JSON object.");
  }

  Body requireOnly(Set<String> known) {
    json.propertyNames().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw Refusal.badRequest("Unknown field: " + place + name);
        });
    return this;
  }

  Optional<String> find(String name) {
    var value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    // The vendor's own library writes some figures as numbers, and TradeStation takes them.
    if (!value.isString() && !value.isNumber()) {
      throw invalid(name);
    }
    return Optional.of(value.asString()).filter(text -> !text.isBlank());
  }

  String text(String name) {
    return find(name).orElseThrow(() -> Refusal.badRequest(place + name + " is required"));
  }

  /** A figure above 0; null if absent. */
  @Nullable BigDecimal positive(String name) {
    var number = number(name);
    if (number != null && number.signum() <= 0) {
      throw Refusal.badRequest(place + name + " must be greater than zero");
    }
    return number;
  }

  /** A figure of either sign; null if absent. */
  @Nullable BigDecimal number(String name) {
    var text = find(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      var number = new BigDecimal(text.get());
      if (number.precision() > MAX_DIGITS || Math.abs(number.scale()) > MAX_DIGITS) {
        throw invalid(name);
      }
      return number;
    } catch (NumberFormatException e) {
      throw invalid(name);
    }
  }

  boolean flag(String name) {
    var value = value(name);
    if (value != null && !value.isBoolean()) {
      throw invalid(name);
    }
    return value != null && value.booleanValue();
  }

  boolean has(String name) {
    return value(name) != null;
  }

  Optional<Body> object(String name) {
    var value = value(name);
    if (value != null && !(value instanceof ObjectNode)) {
      throw invalid(name);
    }
    return Optional.ofNullable((ObjectNode) value)
        .map(object -> new Body(object, place + name + "."));
  }

  List<Body> objects(String name) {
    var value = value(name);
    if (value == null) {
      return List.of();
    }
    var all = new ArrayList<Body>();
    for (var element : value) {
      if (!value.isArray() || !(element instanceof ObjectNode object)) {
        throw invalid(name);
      }
      all.add(new Body(object, "%s%s[%d].".formatted(place, name, all.size())));
    }
    return all;
  }

  private Refusal invalid(String name) {
    return Refusal.badRequest(place + name + " is not valid");
  }

  private @Nullable JsonNode value(String name) {
    var value = json.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
