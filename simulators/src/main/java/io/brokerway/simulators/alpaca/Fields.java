package io.brokerway.simulators.alpaca;

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

/** The fields of a request body; a null counts as absent. */
final class Fields {
  private static final int MAX_DIGITS = 40;

  private final ObjectNode json;
  private final String prefix;

  private Fields(ObjectNode json, String prefix) {
    this.json = json;
    this.prefix = prefix;
  }

  /** Reads a body that must be a JSON object. */
  static Fields of(HttpCall call) {
    try {
      if (Json.read(call.body()) instanceof ObjectNode object) {
        return new Fields(object, "");
      }
    } catch (JacksonException e) {
      throw Refusal.of(400, 40010000, "request body format is invalid");
    }
    throw Refusal.of(400, 40010000, "request body format is invalid");
  }

  static Fields of(ObjectNode object) {
    return new Fields(object, "");
  }

  void requireOnly(Set<String> known) {
    for (var name : json.propertyNames()) {
      if (!known.contains(name)) {
        throw Refusal.invalid("unknown field: " + prefix + name);
      }
    }
  }

  Optional<Fields> object(String name) {
    var value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof ObjectNode object) {
      return Optional.of(new Fields(object, prefix + name + "."));
    }
    throw Refusal.invalid("invalid " + prefix + name);
  }

  /** The objects of an array; empty if absent. */
  List<Fields> objects(String name) {
    var value = value(name);
    if (value == null) {
      return List.of();
    }
    var all = new ArrayList<Fields>();
    for (var element : value) {
      if (!value.isArray() || !(element instanceof ObjectNode object)) {
        throw Refusal.invalid("invalid " + prefix + name);
      }
      all.add(new Fields(object, prefix + name + "."));
    }
    return all;
  }

  boolean has(String name) {
    return value(name) != null;
  }

  /** A text that is not blank; null if absent. */
  @Nullable String text(String name) {
    var value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw Refusal.invalid("invalid " + prefix + name);
    }
    var text = value.asString();
    return text.isBlank() ? null : text;
  }

  boolean flag(String name) {
    var value = value(name);
    if (value == null) {
      return false;
    }
    if (!value.isBoolean()) {
      throw Refusal.invalid("invalid " + prefix + name);
    }
    return value.booleanValue();
  }

  /** A number of either sign, written as a string or a number; null if absent. */
  @Nullable BigDecimal signed(String name) {
    var value = value(name);
    return value == null || (value.isString() && value.asString().isBlank())
        ? null
        : decimal(name, value);
  }

  /** A number above 0, written as a string or a number; null if absent. */
  @Nullable BigDecimal positive(String name) {
    var value = value(name);
    if (value == null || (value.isString() && value.asString().isBlank())) {
      return null;
    }
    var number = decimal(name, value);
    if (number.signum() <= 0) {
      throw Refusal.invalid(prefix + name + " must be > 0");
    }
    return number;
  }

  private BigDecimal decimal(String name, JsonNode value) {
    if (!value.isString() && !value.isNumber()) {
      throw Refusal.invalid("invalid " + prefix + name);
    }
    try {
      var number = value.isString() ? new BigDecimal(value.asString()) : value.decimalValue();
      // Neither 1e400 nor 1e-400 is written out anywhere.
      if (number.precision() > MAX_DIGITS || Math.abs(number.scale()) > MAX_DIGITS) {
        throw Refusal.invalid("invalid " + prefix + name);
      }
      return number.stripTrailingZeros();
    } catch (NumberFormatException e) {
      throw Refusal.invalid("invalid " + prefix + name);
    }
  }

  private @Nullable JsonNode value(String name) {
    var value = json.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
