package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Kite's envelope around everything that went well. */
final class KiteReply {
  private KiteReply() {}

  static HttpReply of(JsonNode data) {
    return json(200, Json.object().put("status", "success").set("data", data));
  }

  static HttpReply isTrue() {
    return json(200, Json.object().put("status", "success").put("data", true));
  }

  static HttpReply id(String name, String id) {
    return of(Json.object().put(name, id));
  }

  /** The npm client compares the type with exactly these letters. */
  static HttpReply csv(String text) {
    return new HttpReply(
        200, Map.of("Content-Type", "text/csv"), text.getBytes(StandardCharsets.UTF_8));
  }

  static HttpReply json(int status, JsonNode body) {
    return new HttpReply(status, Map.of("Content-Type", "application/json"), Json.bytes(body));
  }
}
