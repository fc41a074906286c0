package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A plain HTTP client that signs each request. */
final class Caller {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String BROKERAGE = "/api/v3/brokerage";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer as it came. */
  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    JsonNode json() {
      return Json.read(response.body());
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }
  }

  private final URI base;
  private final KeyFile key;
  private final Clock clock;

  Caller(URI base, KeyFile key, Clock clock) {
    this.base = base;
    this.key = key;
    this.clock = clock;
  }

  /** Asks the API v3. */
  Reply get(String path) {
    return send("GET", BROKERAGE + path, "");
  }

  /** Tells the API v3. */
  Reply post(String path, String body) {
    return send("POST", BROKERAGE + path, body);
  }

  /** Asks the API v2. */
  Reply ledger(String path) {
    return send("GET", "/v2" + path, "");
  }

  /** Places an order that must be taken; its id. */
  String place(String body) {
    var reply = post("/orders", body);
    if (!reply.json().path("success").booleanValue()) {
      throw new AssertionError(reply.body());
    }
    return reply.json().path("success_response").path("order_id").asString();
  }

  /** An order as it stands. */
  JsonNode order(String id) {
    return get("/orders/historical/" + id).json().path("order");
  }

  Reply send(String method, String path, String body) {
    var plain = path.replaceFirst("\\?.*", "");
    var uri =
        "%s %s:%d%s%s".formatted(method, base.getHost(), base.getPort(), base.getPath(), plain);
    return send(method, path, body, Signer.of(key, clock.instant(), uri).token());
  }

  /** Sends a request with a token of any kind; none at all if there is none. */
  Reply send(String method, String path, String body, @Nullable String token) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("CB-VERSION", "2026-01-01")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return new Reply(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
