package io.brokerway.simulators.etrade;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.etrade.oauth.Consumer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** An HTTP client that signs what it sends, by code of its own. */
final class Caller {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What a token is to its client. */
  record Token(String value, String secret) {
    static final Token NONE = new Token("", "");
  }

  /** An answer as it came. */
  record Reply(int status, String body, String type) {
    JsonNode json() {
      return Json.read(body);
    }

    int code() {
      return json().path("Error").path("code").intValue();
    }
  }

  private final URI base;
  private final Consumer consumer;
  private final Token token;
  private final Clock clock;
  private final AtomicLong nonces = new AtomicLong();
  private final String prefix;

  Caller(URI base, Consumer consumer, Token token, Clock clock) {
    this.base = base;
    this.consumer = consumer;
    this.token = token;
    this.clock = clock;
    this.prefix = "n" + System.identityHashCode(this) + "x";
  }

  Reply get(String path) {
    return send("GET", path, "", "", PATIENCE);
  }

  Reply post(String path, String json) {
    return send("POST", path, json, "application/json", PATIENCE);
  }

  Reply put(String path, String json) {
    return send("PUT", path, json, "application/json", PATIENCE);
  }

  Reply xml(String method, String path, String body) {
    return send(method, path, body, "application/xml", PATIENCE);
  }

  Reply post(String path, String json, Duration patience) {
    return send("POST", path, json, "application/json", patience);
  }

  private Reply send(String method, String path, String body, String type, Duration patience) {
    var address = URI.create(base + path);
    var request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .header("Authorization", authorization(method, address, path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    try {
      var reply = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(
          reply.statusCode(), reply.body(), reply.headers().firstValue("Content-Type").orElse(""));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private String authorization(String method, URI address, String path) {
    var oauth = new TreeMap<String, String>();
    oauth.put("oauth_consumer_key", consumer.key());
    oauth.put("oauth_nonce", prefix + nonces.incrementAndGet());
    oauth.put("oauth_signature_method", "HMAC-SHA1");
    oauth.put("oauth_timestamp", String.valueOf(clock.instant().getEpochSecond()));
    oauth.put("oauth_version", "1.0");
    if (!token.value().isEmpty()) {
      oauth.put("oauth_token", token.value());
    }
    if (path.endsWith("/request_token")) {
      oauth.put("oauth_callback", "oob");
    }
    var all = new TreeMap<>(oauth);
    var query = address.getRawQuery();
    for (var pair : query == null ? new String[0] : query.split("&", -1)) {
      var parts = pair.split("=", 2);
      all.put(parts[0], java.net.URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    var parameters =
        all.entrySet().stream()
            .map(one -> escaped(one.getKey()) + "=" + escaped(one.getValue()))
            .collect(Collectors.joining("&"));
    var place = "http://" + address.getRawAuthority() + address.getRawPath();
    var text = method + "&" + escaped(place) + "&" + escaped(parameters);
    oauth.put("oauth_signature", signature(text));
    return "OAuth realm=\"\","
        + oauth.entrySet().stream()
            .map(one -> one.getKey() + "=\"" + escaped(one.getValue()) + "\"")
            .collect(Collectors.joining(","));
  }

  private String signature(String text) {
    try {
      var key = escaped(consumer.secret()) + "&" + escaped(token.secret());
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
