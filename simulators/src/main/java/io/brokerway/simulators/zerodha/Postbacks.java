package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells applications of their orders at the address that they named. Once: nothing is repeated. */
final class Postbacks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Postbacks.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Directory directory;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("zerodha-postbacks").factory());

  Postbacks(Directory directory) {
    this.directory = directory;
  }

  void tell(String apiKey, ObjectNode row) {
    var app = directory.app(apiKey).orElse(null);
    var target = app == null ? null : app.postbackUrl();
    var status = status(row.path("status").asString());
    if (app == null || target == null || status.isEmpty()) {
      return;
    }
    var told = row.deepCopy().put("status", status);
    var checksum =
        Checksum.of(
            row.path("order_id").asString(), row.path("order_timestamp").asString(), app.secret());
    var body = OrderView.told(told, checksum);
    sender.execute(() -> post(target, Json.bytes(body)));
  }

  /** Every change but an end is an {@code UPDATE}; that an order is waiting is not told. */
  private static String status(String status) {
    return switch (status) {
      case "COMPLETE", "REJECTED" -> status;
      case "CANCELLED", "CANCELLED AMO", "LAPSED" -> "CANCELLED";
      case "OPEN", "TRIGGER PENDING" -> "UPDATE";
      default -> "";
    };
  }

  private void post(URI target, byte[] body) {
    var request =
        HttpRequest.newBuilder(target)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      http.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      LOG.info("a postback was lost: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    sender.shutdownNow();
    http.close();
  }
}
