package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.oauth.OAuthClient;
import io.brokerway.simulators.oauth.SimulatedBrowser;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An application that asks the demo user of a simulator for access. */
final class OAuthScene implements AutoCloseable {
  static final String RETURN = "http://127.0.0.1:8000/oauth/callback/alpaca";
  static final OAuthClient CLIENT = DemoLogins.CLIENT;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final Scene scene = Scene.alwaysOpen();
  final AlpacaSimulator alpaca = scene.alpaca;
  final SimulatedBrowser browser = alpaca.browser(DemoLogins.USER);

  /** The authorization page as the application asks for it, with some parameters changed. */
  URI page(Map<String, String> changed) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("response_type", "code");
    parameters.put("client_id", CLIENT.id());
    parameters.put("redirect_uri", RETURN);
    parameters.put("state", "s-1");
    parameters.put("scope", "account:write trading data");
    parameters.putAll(changed);
    parameters.values().removeIf(String::isEmpty);
    return URI.create(alpaca.authorizeUrl() + "?" + form(parameters));
  }

  URI page() {
    return page(Map.of());
  }

  /** The token of a code as the application asks for it, with some parameters changed. */
  HttpResponse<String> redeem(String code, Map<String, String> changed) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("grant_type", "authorization_code");
    parameters.put("code", code);
    parameters.put("client_id", CLIENT.id());
    parameters.put("client_secret", CLIENT.secret());
    parameters.put("redirect_uri", RETURN);
    parameters.putAll(changed);
    parameters.values().removeIf(String::isEmpty);
    return send(
        HttpRequest.newBuilder(alpaca.tokenUrl())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(parameters))));
  }

  /** Allows what a page asks and trades the code in. */
  String token(URI page) {
    var reply = redeem(code(browser.allow(page)), Map.of());
    if (reply.statusCode() != 200) {
      throw new AssertionError(reply.body());
    }
    return Json.read(reply.body()).path("access_token").asString();
  }

  HttpResponse<String> as(String token, String method, URI address, String body) {
    return send(
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String token, URI host, String path) {
    return as(token, "GET", URI.create(host + path), "");
  }

  /** The code that an address carries. */
  static String code(URI address) {
    var code = answer(address).get("code");
    if (code == null) {
      throw new AssertionError("no code in " + address);
    }
    return code;
  }

  /** What an address carries behind its question mark. */
  static Map<String, String> answer(URI address) {
    var answer = new LinkedHashMap<String, String>();
    for (var pair : address.getRawQuery().split("&", -1)) {
      var parts = pair.split("=", 2);
      answer.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return answer;
  }

  static JsonNode json(HttpResponse<String> reply) {
    return Json.read(reply.body());
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(
          request.timeout(Caller.PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    scene.close();
  }
}
