package io.brokerway.simulators;

import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes a field of a JSON text wherever it stands; what is no JSON has none, and stays. */
final class JsonEdit {
  private JsonEdit() {}

  static byte[] set(byte[] body, String name, JsonNode value) {
    return edit(body, name, object -> object.set(name, value));
  }

  static byte[] drop(byte[] body, String name) {
    return edit(body, name, object -> object.remove(name));
  }

  private static byte[] edit(byte[] body, String name, Consumer<ObjectNode> change) {
    JsonNode root;
    try {
      root = Json.read(body);
    } catch (JacksonException notJson) {
      return body;
    }
    if (root.isMissingNode()) {
      return body;
    }
    visit(root, name, change);
    return Json.bytes(root);
  }

  private static void visit(JsonNode node, String name, Consumer<ObjectNode> change) {
    for (var child : node) {
      visit(child, name, change);
    }
    if (node instanceof ObjectNode object && object.has(name)) {
      change.accept(object);
    }
  }
}
