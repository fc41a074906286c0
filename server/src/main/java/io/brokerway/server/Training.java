package io.brokerway.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Some usual requests, so that an ahead-of-time cache holds the classes that they need. */
final class Training {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ROUNDS = 20;

  private static final String ORDER =
      """
      {"user_id": "user_1", "symbol": "AAPL", "side": "BUY", "order_type": "MARKET", "quantity": 1}
      """;

  private final String base;
  private final HttpClient client;

  private Training(int port, HttpClient client) {
    this.base = "http://127.0.0.1:" + port;
    this.client = client;
  }

  static void run(int port) {
    try (var client = HttpClient.newHttpClient()) {
      var training = new Training(port, client);
      for (var round = 0; round < ROUNDS; round++) {
        training.round();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the training's requests failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() throws IOException, InterruptedException {
    for (var path :
        List.of("/health", "/queue/status", "/user/user_1", "/api/v1/accounts", "/openapi.json")) {
      client.send(request(path).build(), BodyHandlers.ofString());
    }
    client.send(
        request("/order")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(ORDER))
            .build(),
        BodyHandlers.ofString());
    client.send(request("/orders/user/user_1").build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
  }
}
