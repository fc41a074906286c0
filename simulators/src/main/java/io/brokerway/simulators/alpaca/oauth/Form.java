package io.brokerway.simulators.alpaca.oauth;

import io.brokerway.simulators.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a form; one that came without a value counts as absent. */
final class Form {
  static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

  private final Map<String, String> fields;
  private final Optional<String> repeated;

  private Form(Map<String, String> fields, Optional<String> repeated) {
    this.fields = fields;
    this.repeated = repeated;
  }

  static boolean isIn(HttpCall call) {
    return call.header("Content-Type")
        .filter(type -> type.split(";", 2)[0].strip().equalsIgnoreCase(CONTENT_TYPE))
        .isPresent();
  }

  /**
   * Reads a body.
   *
   * @throws IllegalArgumentException if an escape in it is broken
   */
  static Form ofBody(HttpCall call) {
    var fields = new LinkedHashMap<String, String>();
    var repeated = Optional.<String>empty();
    for (var pair : call.text().split("&", -1)) {
      var parts = pair.split("=", 2);
      var value = parts.length == 1 ? "" : decode(parts[1]);
      if (!value.isEmpty() && fields.put(decode(parts[0]), value) != null) {
        repeated = Optional.of(decode(parts[0]));
      }
    }
    return new Form(fields, repeated);
  }

  static Form ofQuery(HttpCall call) {
    var fields = new HashMap<String, String>();
    var repeated = Optional.<String>empty();
    for (var field : call.query().entrySet()) {
      if (field.getValue().size() > 1) {
        repeated = Optional.of(field.getKey());
      }
      if (!field.getValue().isEmpty() && !field.getValue().getFirst().isEmpty()) {
        fields.put(field.getKey(), field.getValue().getFirst());
      }
    }
    return new Form(fields, repeated);
  }

  /** A field that came more than once, which OAuth forbids; empty if there is none. */
  Optional<String> repeated() {
    return repeated;
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  String text(String name) {
    return fields.getOrDefault(name, "");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
