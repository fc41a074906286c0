package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import tools.jackson.databind.JsonNode;

/**
 * An order that Coinbase refuses: with HTTP 200 and {@code success:false}. The reason has two
 * names, that of the check before and that of the order.
 */
final class OrderFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String UNKNOWN = "UNKNOWN_FAILURE_REASON";

  private final String reason;
  private final String preview;

  private OrderFailure(String reason, String preview, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.preview = preview;
  }

  /** A reason that both checks know. */
  static OrderFailure of(String reason, String message) {
    return new OrderFailure(reason, "PREVIEW_" + reason, message);
  }

  /** A reason of which the check before the order has the only name. */
  static OrderFailure inPreview(String preview, String message) {
    return new OrderFailure(UNKNOWN, preview, message);
  }

  String preview() {
    return preview;
  }

  HttpReply reply(JsonNode configuration) {
    var body = Json.object().put("success", false);
    body.putObject("error_response")
        .put("error", reason.equals(UNKNOWN) ? preview : reason)
        .put("message", String.valueOf(getMessage()))
        .put("error_details", "")
        .put("preview_failure_reason", preview)
        .put("new_order_failure_reason", reason);
    body.set("order_configuration", configuration);
    return HttpReply.json(200, body);
  }
}
