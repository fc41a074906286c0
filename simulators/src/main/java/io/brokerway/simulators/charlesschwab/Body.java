package io.brokerway.simulators.charlesschwab;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An object of a request's body; a null counts as absent. */
record Body(ObjectNode json, String path) {
  private static final int MAX_DIGITS = 18;

  static Body of(HttpCall call) {
    try {
      if (Json.read(call.body()) instanceof ObjectNode object) {
        return new Body(object, "");
      }
    } catch (JacksonException e) {
      throw Refusal.invalid("The body is not JSON.");
    }
    throw Refusal.invalid("The body is not a JSON object.");
  }

  void requireOnly(Set<String> known) {
    for (var name : json.propertyNames()) {
      if (!known.contains(name)) {
        throw Refusal.invalid("Unrecognized field \"%s%s\"".formatted(path, name));
      }
    }
  }

  /** A word of a set; the fallback if absent. */
  String word(String name, Set<String> known, String fallback) {
    var value = find(name);
    if (value.isEmpty()) {
      return fallback;
    }
    if (!value.get().isString() || !known.contains(value.get().asString())) {
      throw Refusal.invalid("%s%s is not one of the values accepted".formatted(path, name));
    }
    return value.get().asString();
  }

  String text(String name) {
    return find(name)
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> Refusal.invalid("%s%s is required".formatted(path, name)));
  }

  /** A number that is written as one or as a string. */
  Optional<BigDecimal> number(String name) {
    return find(name).map(value -> number(name, value));
  }

  private BigDecimal number(String name, JsonNode value) {
    if (value.isNumber() || value.isString()) {
      try {
        var number = value.isNumber() ? value.decimalValue() : new BigDecimal(value.asString());
        // Neither 1e400 nor 1e-400 is written out anywhere.
        if (number.precision() <= MAX_DIGITS && Math.abs(number.scale()) <= MAX_DIGITS) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw Refusal.invalid("%s%s is not a number".formatted(path, name));
      }
    }
    throw Refusal.invalid("%s%s is not a number".formatted(path, name));
  }

  Body object(String name) {
    return find(name)
        .filter(ObjectNode.class::isInstance)
        .map(value -> new Body((ObjectNode) value, path + name + "."))
        .orElseThrow(() -> Refusal.invalid("%s%s is required".formatted(path, name)));
  }

  /** The objects of an array; empty if absent. */
  List<Body> objects(String name) {
    var all = new ArrayList<Body>();
    var value = find(name).orElseGet(Json::array);
    if (!value.isArray()) {
      throw Refusal.invalid("%s%s is not an array".formatted(path, name));
    }
    for (var element : value) {
      if (!(element instanceof ObjectNode object)) {
        throw Refusal.invalid("%s%s is not an array of objects".formatted(path, name));
      }
      all.add(new Body(object, "%s%s[%d].".formatted(path, name, all.size())));
    }
    return all;
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  private Optional<JsonNode> find(String name) {
    return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
  }
}
