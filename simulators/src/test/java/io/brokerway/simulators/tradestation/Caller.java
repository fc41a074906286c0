package io.brokerway.simulators.tradestation;

import io.brokerway.simulators.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A plain HTTP client of a simulated host, with a bearer token. */
final class Caller {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer as it came. */
  record Reply(int status, String body) {
    JsonNode json() {
      return Json.read(body);
    }

    String text(String field) {
      return json().path(field).asString("");
    }
  }

  private final URI base;
  private final String token;

  Caller(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  Reply get(String path) {
    return send("GET", path, "", "application/json");
  }

  Reply post(String path, String body) {
    return send("POST", path, body, "application/json");
  }

  Reply put(String path, String body) {
    return send("PUT", path, body, "application/json");
  }

  Reply delete(String path) {
    return send("DELETE", path, "", "application/json");
  }

  Reply form(String path, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send("POST", path, body, "application/x-www-form-urlencoded");
  }

  /** Places an order that must be taken; its id. */
  String place(String body) {
    var reply = post("/v3/orderexecution/orders", body);
    var orders = reply.json().path("Orders");
    if (reply.status() != 200 || orders.isEmpty()) {
      throw new AssertionError(reply.body());
    }
    return orders.get(0).path("OrderID").asString();
  }

  /** Opens a stream; who reads it closes it. */
  HttpResponse<InputStream> stream(String path) {
    try {
      return HTTP.send(
          request("GET", path, "", "application/json").build(),
          HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private Reply send(String method, String path, String body, String type) {
    try {
      var request = request(method, path, body, type).timeout(PATIENCE).build();
      var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      return new Reply(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpRequest.Builder request(String method, String path, String body, String type) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }
}
