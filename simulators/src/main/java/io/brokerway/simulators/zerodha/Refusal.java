package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;

/** A call that Kite refuses, with the body that it sends. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final String text;

  Refusal(int status, String type, String text) {
    super(text, null, false, false);
    this.status = status;
    this.type = type;
    this.text = text;
  }

  static Refusal input(String text) {
    return new Refusal(400, "InputException", text);
  }

  static Refusal order(String text) {
    return new Refusal(400, "OrderException", text);
  }

  static Refusal margin(String text) {
    return new Refusal(400, "MarginException", text);
  }

  static Refusal holding(String text) {
    return new Refusal(400, "HoldingException", text);
  }

  static Refusal token(String text) {
    return new Refusal(403, "TokenException", text);
  }

  static Refusal permission(String text) {
    return new Refusal(403, "PermissionException", text);
  }

  static Refusal noRoute() {
    return new Refusal(404, "GeneralException", "Route not found");
  }

  static Refusal noMethod() {
    return new Refusal(405, "GeneralException", "Method not allowed");
  }

  static Refusal tooFast() {
    return new Refusal(429, "NetworkException", "Too many requests");
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  String text() {
    return text;
  }

  HttpReply reply() {
    return KiteReply.json(
        status,
        Json.object()
            .put("status", "error")
            .put("message", text)
            .putNull("data")
            .put("error_type", type));
  }
}
