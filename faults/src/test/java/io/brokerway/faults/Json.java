package io.brokerway.faults;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON as trees: the rig shares no type with what it checks. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  /** An object from names and values in turn. */
  static String object(Object... namesAndValues) {
    var node = MAPPER.createObjectNode();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      node.set((String) namesAndValues[i], MAPPER.valueToTree(namesAndValues[i + 1]));
    }
    return node.toString();
  }
}
