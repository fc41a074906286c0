package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.util.Map;

/** A call that Alpaca refuses, with the body that it sends. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int INVALID = 40010001;
  static final int UNPROCESSABLE = 42210000;
  static final int FORBIDDEN = 40310000;
  static final int NOT_FOUND = 40410000;

  private final transient HttpReply reply;

  private Refusal(HttpReply reply, String message) {
    super(message, null, false, false);
    this.reply = reply;
  }

  /** A refusal with a code of Alpaca's. */
  static Refusal of(int status, int code, String message) {
    return of(status, code, message, Map.of());
  }

  /** A refusal with a code and the figures behind it. */
  static Refusal of(int status, int code, String message, Map<String, String> extras) {
    var body = Json.object().put("code", code).put("message", message);
    extras.forEach(body::put);
    return new Refusal(HttpReply.json(status, body), message);
  }

  /** A refusal of the gateway or of the market data hosts, which give no code. */
  static Refusal plain(int status, String message) {
    return new Refusal(HttpReply.json(status, Json.object().put("message", message)), message);
  }

  /** The validation refused the request. */
  static Refusal invalid(String message) {
    return of(422, INVALID, message);
  }

  /** The request is well formed but cannot be done. */
  static Refusal unprocessable(String message) {
    return of(422, UNPROCESSABLE, message);
  }

  static Refusal forbidden(String message) {
    return of(403, FORBIDDEN, message);
  }

  static Refusal notFound(String message) {
    return of(404, NOT_FOUND, message);
  }

  HttpReply reply() {
    return reply;
  }
}
