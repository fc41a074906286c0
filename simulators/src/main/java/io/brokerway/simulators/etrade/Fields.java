package io.brokerway.simulators.etrade;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a request. Figures and flags come as strings or as such; what is blank, null, or a
 * price of 0 counts as absent, as E*TRADE's own clients send it.
 */
final class Fields {
  private static final int MAX_DIGITS = 20;

  private final ObjectNode json;

  Fields(ObjectNode json) {
    this.json = json;
  }

  void requireOnly(Set<String> known) {
    for (var name : json.propertyNames()) {
      if (!known.contains(name)) {
        throw Refusal.invalid("Unknown field: " + name);
      }
    }
  }

  @Nullable String text(String name) {
    var value = json.path(name);
    if (value.isObject() || value.isArray()) {
      throw Refusal.invalid("Invalid " + name);
    }
    var text = value.asString("").strip();
    return text.isEmpty() ? null : text;
  }

  String required(String name) {
    var text = text(name);
    if (text == null) {
      throw Refusal.invalid(name + " is required");
    }
    return text;
  }

  /** One of some words; anything else is refused. */
  String word(String name, Set<String> known) {
    var word = required(name);
    if (!known.contains(word)) {
      throw Refusal.invalid("Invalid %s: %s".formatted(name, word));
    }
    return word;
  }

  boolean flag(String name) {
    var text = text(name);
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw Refusal.invalid("Invalid %s: %s".formatted(name, text));
  }

  /** A figure above 0; null if absent or 0. */
  @Nullable BigDecimal figure(String name) {
    var text = text(name);
    if (text == null) {
      return null;
    }
    try {
      var figure = new BigDecimal(text);
      if (figure.signum() >= 0
          && figure.precision() <= MAX_DIGITS
          && Math.abs(figure.scale()) <= MAX_DIGITS) {
        return figure.signum() == 0 ? null : Figures.plain(figure);
      }
    } catch (NumberFormatException e) {
      throw Refusal.invalid("Invalid %s: %s".formatted(name, text));
    }
    throw Refusal.invalid("Invalid %s: %s".formatted(name, text));
  }

  int whole(String name) {
    var text = required(name);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Refusal.invalid("Invalid %s: %s".formatted(name, text));
    }
  }

  Fields object(String name) {
    if (json.path(name) instanceof ObjectNode object) {
      return new Fields(object);
    }
    throw Refusal.invalid(name + " is required");
  }

  /** The objects of a list; where there is but one it may stand alone. */
  List<Fields> objects(String name) {
    var value = json.path(name);
    if (value instanceof ObjectNode alone) {
      return List.of(new Fields(alone));
    }
    var all = new ArrayList<Fields>();
    for (JsonNode element : value) {
      if (!(element instanceof ObjectNode object)) {
        throw Refusal.invalid("Invalid " + name);
      }
      all.add(new Fields(object));
    }
    return all;
  }
}
