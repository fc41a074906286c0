package io.brokerway.simulators;

import java.time.Duration;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads faults as the control endpoint takes them. */
final class FaultReader {
  private static final long HUGE_BYTES = 50L * 1024 * 1024;
  private static final int DEEP_LEVELS = 10_000;
  private static final String HTML =
      "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

  private FaultReader() {}

  /**
   * Reads {@code {"broker", "method", "path", "times", "accept", "delayBefore", "delay", "answer",
   * ...}}; only {@code broker} and {@code path} are required.
   *
   * @throws IllegalArgumentException if a value is not understood
   */
  static Fault read(JsonNode json) {
    return new Fault(
        required(json, "broker"),
        text(json, "method", "*"),
        Pattern.compile(required(json, "path")),
        json.path("times").asInt(1),
        json.path("accept").asBoolean(true),
        Duration.parse(text(json, "delayBefore", "PT0S")),
        Duration.parse(text(json, "delay", "PT0S")),
        answer(json));
  }

  private static Answer answer(JsonNode json) {
    var kind = text(json, "answer", "as-is");
    return switch (kind) {
      case "as-is" -> new Answer.AsIs();
      case "silence" -> new Answer.Silence();
      case "reset" -> new Answer.Reset();
      case "status" ->
          new Answer.Status(
              json.path("status").asInt(500),
              text(json, "contentType", "application/json"),
              text(
                  json,
                  "body",
                  "{\"code\":50010000,\"message\":\"internal server error occurred\"}"));
      case "rate-limit" -> new Answer.RateLimit();
      case "cut-body" -> new Answer.CutBody(json.path("bytes").asInt(10));
      case "slow-body" -> new Answer.SlowBody(Duration.parse(text(json, "perByte", "PT1S")));
      case "body" ->
          new Answer.Body(text(json, "contentType", "application/json"), text(json, "body", ""));
      case "html" -> new Answer.Body("text/html", HTML);
      case "empty" -> new Answer.Body("application/json", "");
      case "invalid-json" -> new Answer.Body("application/json", "{\"id\":\"}}");
      case "truncated" -> new Answer.Truncated();
      case "set-field" -> new Answer.SetField(required(json, "field"), json.path("value"));
      case "drop-field" -> new Answer.DropField(required(json, "field"));
      case "huge-body" -> new Answer.HugeBody(json.path("bytes").asLong(HUGE_BYTES));
      case "deep-body" -> new Answer.DeepBody(json.path("levels").asInt(DEEP_LEVELS));
      case "redirect" -> new Answer.Redirect(required(json, "location"));
      default -> throw new IllegalArgumentException("answer is not known: " + kind);
    };
  }

  private static String text(JsonNode json, String name, String otherwise) {
    return json.path(name).asString(otherwise);
  }

  private static String required(JsonNode json, String name) {
    var value = json.path(name);
    if (!value.isString() || value.asString().isBlank()) {
      throw new IllegalArgumentException(name + " is required");
    }
    return value.asString();
  }
}
