package io.brokerway.simulators;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes a field of a JSON text wherever it stands. */
final class JsonEdit {
  private JsonEdit() {}

  static byte[] set(byte[] body, String name, JsonNode value) {
    var root = Json.read(body);
    visit(root, name, object -> object.set(name, value));
    return Json.bytes(root);
  }

  static byte[] drop(byte[] body, String name) {
    var root = Json.read(body);
    visit(root, name, object -> object.remove(name));
    return Json.bytes(root);
  }

  private static void visit(
      JsonNode node, String name, java.util.function.Consumer<ObjectNode> change) {
    for (var child : node) {
      visit(child, name, change);
    }
    if (node instanceof ObjectNode object && object.has(name)) {
      change.accept(object);
    }
  }
}
