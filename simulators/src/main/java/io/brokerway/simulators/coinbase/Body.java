package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a request body, as strictly read as protocol buffers are; null is absent. */
final class Body {
  private final ObjectNode json;

  private Body(ObjectNode json) {
    this.json = json;
  }

  static Body of(HttpCall call) {
    try {
      if (Json.read(call.body()) instanceof ObjectNode object) {
        return new Body(object);
      }
    } catch (JacksonException e) {
      throw Refusal.invalid("invalid JSON in the request body");
    }
    throw Refusal.invalid("invalid JSON in the request body");
  }

  static Body of(ObjectNode json) {
    return new Body(json);
  }

  ObjectNode json() {
    return json;
  }

  void requireOnly(Set<String> known) {
    for (var name : json.propertyNames()) {
      if (!known.contains(name)) {
        throw Refusal.invalid("unknown field \"%s\"".formatted(name));
      }
    }
  }

  Set<String> names() {
    return Set.copyOf(json.propertyNames());
  }

  /** A text that is not empty; null if absent. */
  @Nullable String text(String name) {
    var value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw Refusal.invalid("invalid value for string type: %s".formatted(name));
    }
    return value.asString().isEmpty() ? null : value.asString();
  }

  String required(String name) {
    var text = text(name);
    if (text == null) {
      throw Refusal.invalid("%s is required".formatted(name));
    }
    return text;
  }

  /** A word out of a closed set; null if absent. */
  @Nullable String word(String name, Set<String> known) {
    var word = text(name);
    if (word != null && !known.contains(word)) {
      throw Refusal.invalid("invalid value for enum type: %s: \"%s\"".formatted(name, word));
    }
    return word;
  }

  boolean flag(String name) {
    var value = value(name);
    if (value != null && !value.isBoolean()) {
      throw Refusal.invalid("invalid value for bool type: %s".formatted(name));
    }
    return value != null && value.booleanValue();
  }

  Optional<Body> object(String name) {
    var value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof ObjectNode object) {
      return Optional.of(new Body(object));
    }
    throw Refusal.invalid("invalid value for message type: %s".formatted(name));
  }

  List<String> texts(String name) {
    var value = value(name);
    if (value == null) {
      return List.of();
    }
    var all = new ArrayList<String>();
    for (var element : value) {
      if (!value.isArray() || !element.isString()) {
        throw Refusal.invalid("invalid value for repeated string type: %s".formatted(name));
      }
      all.add(element.asString());
    }
    return all;
  }

  private @Nullable JsonNode value(String name) {
    var value = json.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
