package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A plain HTTP client of the simulated API, logged in. */
final class Kite {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer as it came. */
  record Reply(int status, String body) {
    JsonNode json() {
      return Json.read(body);
    }

    JsonNode data() {
      return json().path("data");
    }

    String errorType() {
      return json().path("error_type").asString("");
    }

    String message() {
      return json().path("message").asString("");
    }
  }

  private final ZerodhaSimulator zerodha;
  private final String authorization;

  private Kite(ZerodhaSimulator zerodha, String authorization) {
    this.zerodha = zerodha;
    this.authorization = authorization;
  }

  static Kite with(ZerodhaSimulator zerodha, String apiKey, String accessToken) {
    return new Kite(zerodha, "token %s:%s".formatted(apiKey, accessToken));
  }

  /** Logs a user in with the demo application. */
  static Kite of(ZerodhaSimulator zerodha, KiteUser user) {
    return of(zerodha, user, DemoLogins.APP);
  }

  static Kite of(ZerodhaSimulator zerodha, KiteUser user, KiteApp app) {
    var session = session(zerodha, user, app);
    return with(zerodha, app.apiKey(), session.path("access_token").asString());
  }

  static JsonNode session(ZerodhaSimulator zerodha, KiteUser user, KiteApp app) {
    var token = requestToken(zerodha, user, app);
    var reply = exchange(zerodha, app, token, Checksum.of(app.apiKey(), token, app.secret()));
    if (reply.status() != 200) {
      throw new AssertionError(reply.body());
    }
    return reply.data();
  }

  static Reply exchange(ZerodhaSimulator zerodha, KiteApp app, String token, String checksum) {
    return new Kite(zerodha, "")
        .post(
            "/session/token",
            "api_key",
            app.apiKey(),
            "request_token",
            token,
            "checksum",
            checksum);
  }

  static String requestToken(ZerodhaSimulator zerodha, KiteUser user) {
    return requestToken(zerodha, user, DemoLogins.APP);
  }

  static String requestToken(ZerodhaSimulator zerodha, KiteUser user, KiteApp app) {
    var back = zerodha.browser(user).allow(loginPage(zerodha, app, ""));
    return Arrays.stream(back.getQuery().split("&", -1))
        .filter(part -> part.startsWith("request_token="))
        .map(part -> part.substring("request_token=".length()))
        .findFirst()
        .orElseThrow();
  }

  static URI loginPage(ZerodhaSimulator zerodha, KiteApp app, String more) {
    return URI.create(zerodha.loginUrl() + "?v=3&api_key=" + app.apiKey() + more);
  }

  Reply get(String path) {
    return send("GET", path, "");
  }

  Reply delete(String path) {
    return send("DELETE", path, "");
  }

  /** Sends a form: name, value, name, value. */
  Reply post(String path, String... fields) {
    return send("POST", path, form(fields));
  }

  Reply put(String path, String... fields) {
    return send("PUT", path, form(fields));
  }

  /** Places an order that must be taken; its id. */
  String place(String variety, String... fields) {
    var reply = post("/orders/" + variety, fields);
    if (reply.status() != 200) {
      throw new AssertionError(reply.body());
    }
    return reply.data().path("order_id").asString();
  }

  /** The present row of an order. */
  JsonNode order(String orderId) {
    for (var row : get("/orders").data()) {
      if (row.path("order_id").asString().equals(orderId)) {
        return row;
      }
    }
    throw new AssertionError("no order " + orderId);
  }

  private static String form(String... fields) {
    var pairs = new String[fields.length / 2];
    for (var i = 0; i < pairs.length; i++) {
      pairs[i] = fields[2 * i] + "=" + URLEncoder.encode(fields[2 * i + 1], StandardCharsets.UTF_8);
    }
    return Arrays.stream(pairs).collect(Collectors.joining("&"));
  }

  Reply send(String method, String path, String body) {
    return send(URI.create(zerodha.apiUrl() + path), method, body, authorization);
  }

  Reply control(String path, String json) {
    return send(URI.create(zerodha.controlUrl() + path), "POST", json, authorization);
  }

  private static Reply send(URI address, String method, String body, String authorization) {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("X-Kite-Version", "3")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      var reply = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(reply.statusCode(), reply.body());
    } catch (IOException e) {
      throw new AssertionError(method + " " + address + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
