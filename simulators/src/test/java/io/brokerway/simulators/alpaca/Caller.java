package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A plain HTTP client of a simulated host, logged in with a key pair. */
final class Caller {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer as it came. */
  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    JsonNode json() {
      return Json.read(response.body());
    }

    String text(String field) {
      return json().path(field).asString("");
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }
  }

  private final URI base;
  private final KeyPair keys;

  Caller(URI base, KeyPair keys) {
    this.base = base;
    this.keys = keys;
  }

  Reply get(String path) {
    return send("GET", path, "");
  }

  Reply post(String path, String body) {
    return send("POST", path, body);
  }

  Reply patch(String path, String body) {
    return send("PATCH", path, body);
  }

  Reply delete(String path) {
    return send("DELETE", path, "");
  }

  /** Places an order that must be taken. */
  JsonNode place(String body) {
    var reply = post("/v2/orders", body);
    if (reply.status() != 200) {
      throw new AssertionError(reply.response().body());
    }
    return reply.json();
  }

  Reply send(String method, String path, String body) {
    try {
      return new Reply(sendRaw(method, path, body, PATIENCE));
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " got no answer", e);
    }
  }

  HttpResponse<String> sendRaw(String method, String path, String body, Duration timeout)
      throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(timeout)
            .header("APCA-API-KEY-ID", keys.keyId())
            .header("APCA-API-SECRET-KEY", keys.secret())
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
