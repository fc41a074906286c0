package io.brokerway.kit.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.brokerway.broker.order.Attempt;
import io.brokerway.kit.TestContext;
import java.net.URI;

/** A process of its own that asks a question, then sends one command, during which it may die. */
final class KilledCaller {
  static final String QUESTION = "/question";
  static final String BODY = "{\"symbol\":\"IBM\",\"qty\":\"10\"}";
  static final int SURVIVED = 3;

  private KilledCaller() {}

  public static void main(String[] arguments) {
    var base = URI.create(arguments[0]);
    try (var http = Calls.client(new TestContext(), base)) {
      http.ask(HttpCall.get("fetchAccounts", base.resolve(QUESTION)).build());
      // Changes something, but is no command: a logout.
      http.ask(HttpCall.delete("logout", base.resolve(QUESTION)).build());
      http.send(command(arguments[1], base).attempt(Attempt.unguarded()).build());
    }
    System.exit(SURVIVED);
  }

  private static HttpCall.Builder command(String kind, URI base) {
    return switch (kind) {
      case "place" -> HttpCall.post("placeOrder", base).json(BODY.getBytes(US_ASCII));
      case "cancel" -> HttpCall.delete("cancelOrder", base);
      case "empty" -> HttpCall.post("cancelAll", base).json(new byte[0]);
      default -> throw new IllegalArgumentException(kind);
    };
  }
}
