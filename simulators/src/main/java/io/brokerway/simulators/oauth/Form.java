package io.brokerway.simulators.oauth;

import io.brokerway.simulators.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a form; one that came without a value counts as absent. */
public final class Form {
  static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

  private final Map<String, List<String>> fields = new LinkedHashMap<>();

  private Form() {}

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
  public static Form ofBody(HttpCall call) {
    var form = new Form();
    for (var pair : call.text().split("&", -1)) {
      var parts = pair.split("=", 2);
      form.add(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
    }
    return form;
  }

  static Form ofQuery(HttpCall call) {
    var form = new Form();
    call.query().forEach((name, values) -> values.forEach(value -> form.add(name, value)));
    return form;
  }

  private void add(String name, String value) {
    if (!value.isEmpty()) {
      fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }
  }

  /** A field that came more than once, which OAuth forbids; empty if there is none. */
  public Optional<String> repeated() {
    return fields.entrySet().stream()
        .filter(field -> field.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  public Optional<String> find(String name) {
    return all(name).stream().findFirst();
  }

  public String text(String name) {
    return find(name).orElse("");
  }

  List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
