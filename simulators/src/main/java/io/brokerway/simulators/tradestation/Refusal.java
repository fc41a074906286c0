package io.brokerway.simulators.tradestation;

import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;

/** A call that TradeStation refuses as a whole, with the status and the body that it sends. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final String text;

  private Refusal(int status, String error, String text) {
    super(text, null, false, false);
    this.status = status;
    this.error = error;
    this.text = text;
  }

  static Refusal badRequest(String text) {
    return new Refusal(400, "BadRequest", text);
  }

  static Refusal unauthorized() {
    return new Refusal(401, "Unauthorized", "Unauthorized");
  }

  static Refusal forbidden(String text) {
    return new Refusal(403, "Forbidden", text);
  }

  static Refusal notFound(String text) {
    return new Refusal(404, "NotFound", text);
  }

  static Refusal tooFast() {
    return new Refusal(429, "TooManyRequests", "Quota exceeded. Please try again later.");
  }

  /** What TradeStation does and the exchange under the simulator does not. */
  static Refusal notSimulated(String what) {
    return new Refusal(501, "NotImplemented", what + " is not simulated");
  }

  HttpReply reply() {
    return HttpReply.json(status, Json.object().put("Error", error).put("Message", text));
  }
}
