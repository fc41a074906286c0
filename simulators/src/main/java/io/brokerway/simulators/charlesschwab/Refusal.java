package io.brokerway.simulators.charlesschwab;

import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.util.UUID;

/** A call that Schwab refuses, with the body that it sends. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient HttpReply reply;

  private Refusal(HttpReply reply, String message) {
    super(message, null, false, false);
    this.reply = reply;
  }

  /** A refusal of the trading endpoints. */
  static Refusal of(int status, String message) {
    return new Refusal(HttpReply.json(status, Json.object().put("message", message)), message);
  }

  /** A request that is malformed. */
  static Refusal invalid(String error) {
    var body =
        Json.object().put("message", "A validation error occurred while processing the request.");
    body.putArray("errors").add(error);
    return new Refusal(HttpReply.json(400, body), error);
  }

  /** A refusal of the gateway or of the market data endpoints. */
  static Refusal gateway(int status, String title, String detail) {
    return new Refusal(HttpReply.json(status, errors(status, title, detail, "", "")), detail);
  }

  /**
   * The same, that names where the mistake is.
   *
   * @param kind {@code header}, {@code parameter} or {@code pointer}
   */
  static Refusal gateway(int status, String title, String detail, String kind, String place) {
    return new Refusal(HttpReply.json(status, errors(status, title, detail, kind, place)), detail);
  }

  private static Object errors(int status, String title, String detail, String kind, String place) {
    var body = Json.object();
    var error =
        body.putArray("errors")
            .addObject()
            .put("id", UUID.randomUUID().toString())
            .put("status", status)
            .put("title", title)
            .put("detail", detail);
    if (!kind.isEmpty()) {
      error.putObject("source").put(kind, place);
    }
    return body;
  }

  HttpReply reply() {
    return reply;
  }
}
