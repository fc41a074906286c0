package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;

/** A call that Coinbase refuses, with the body that it sends. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // The codes of gRPC, which Coinbase passes on.
  private static final int INVALID_ARGUMENT = 3;
  private static final int NOT_FOUND = 5;
  private static final int PERMISSION_DENIED = 7;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int UNIMPLEMENTED = 12;

  private final transient HttpReply reply;

  private Refusal(HttpReply reply, String message) {
    super(message, null, false, false);
    this.reply = reply;
  }

  static Refusal invalid(String message) {
    return v3(400, "INVALID_ARGUMENT", INVALID_ARGUMENT, message, message);
  }

  static Refusal notFound(String message) {
    return v3(404, "NOT_FOUND", NOT_FOUND, message, message);
  }

  static Refusal unknownPath() {
    return v3(404, "NOT_FOUND", NOT_FOUND, "Not Found", "");
  }

  static Refusal notAllowed() {
    return v3(405, "UNIMPLEMENTED", UNIMPLEMENTED, "Method Not Allowed", "");
  }

  static Refusal tooFast() {
    return v3(429, "RATE_LIMIT_EXCEEDED", RESOURCE_EXHAUSTED, "too many requests", "");
  }

  static Refusal scopes() {
    return v3(
        403,
        "PERMISSION_DENIED",
        PERMISSION_DENIED,
        "Missing required scopes",
        "Missing required scopes");
  }

  /** Whoever is not known is told so without JSON. */
  static Refusal unauthorized() {
    return new Refusal(
        HttpReply.text(401, "text/plain; charset=utf-8", "Unauthorized\n"), "Unauthorized");
  }

  /** A refusal of the API v2. */
  static Refusal v2(int status, String id, String message) {
    var body = Json.object();
    body.putArray("errors").addObject().put("id", id).put("message", message);
    return new Refusal(HttpReply.json(status, body), message);
  }

  private static Refusal v3(int status, String error, int code, String message, String details) {
    var body =
        Json.object()
            .put("error", error)
            .put("code", code)
            .put("message", message)
            .put("error_details", details);
    body.putArray("details");
    return new Refusal(HttpReply.json(status, body), message);
  }

  HttpReply reply() {
    return reply;
  }
}
