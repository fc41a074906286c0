package io.brokerway.simulators.etrade;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** In what a call asks to be answered: XML, unless its path or its headers ask for JSON. */
enum Media {
  XML,
  JSON;

  private static final String SUFFIX = ".json";

  static Media of(HttpCall call) {
    var accepts = call.header("Accept").orElse("");
    return path(call).length() < call.path().length() || accepts.startsWith("application/json")
        ? JSON
        : XML;
  }

  /** The path without what says only how to answer. */
  static String path(HttpCall call) {
    return call.path().replace(SUFFIX + "/", "/").replaceFirst("\\.json$", "");
  }

  /** A value below its name: {@code {"AccountListResponse":{...}}}. */
  HttpReply answer(int status, String name, ObjectNode value) {
    return switch (this) {
      case JSON -> HttpReply.json(status, Json.object().set(name, value));
      case XML -> HttpReply.text(status, "application/xml", XmlWriter.write(name, value));
    };
  }

  HttpReply answer(Refusal refusal) {
    var error = Json.object().put("code", refusal.code()).put("message", refusal.text());
    return answer(refusal.status(), "Error", error);
  }

  /** The body below a name, in whichever of the two forms it came. */
  static ObjectNode body(HttpCall call, String name) {
    var type = call.header("Content-Type").orElse("");
    try {
      var body =
          type.startsWith("application/json")
              ? Json.read(call.body()).path(name)
              : XmlReader.read(call.body(), name);
      if (body instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw Refusal.invalid("The request body is not valid JSON.");
    }
    throw Refusal.invalid("The request body has no " + name + ".");
  }
}
