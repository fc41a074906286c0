package io.brokerway.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a gateway, as an application would write one. */
public final class Api {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final int port;
  private final List<String> headers;

  private Api(int port, List<String> headers) {
    this.port = port;
    this.headers = List.copyOf(headers);
  }

  public static Api at(int port) {
    return new Api(port, List.of());
  }

  /** The same client with one more header on each request. */
  public Api with(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Api(port, more);
  }

  public Api withKey(String key) {
    return with("X-API-Key", key);
  }

  /** The same client with a fresh idempotency key: for one write. */
  public Api fresh() {
    return with("Idempotency-Key", UUID.randomUUID().toString());
  }

  public Reply get(String path) {
    return send("GET", path, null);
  }

  public Reply delete(String path) {
    return send("DELETE", path, null);
  }

  public Reply post(String path, String body) {
    return send("POST", path, body);
  }

  public Reply put(String path, String body) {
    return send("PUT", path, body);
  }

  public Reply patch(String path, String body) {
    return send("PATCH", path, body);
  }

  /** Asks again until an answer fits, for 20 seconds at most; the last answer. */
  public Reply until(String path, Predicate<JsonNode> fits) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var reply = get(path);
      if ((reply.status() == 200 && fits.test(reply.json())) || System.nanoTime() > end) {
        return reply;
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  public Reply send(String method, String path, @Nullable String body) {
    var builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    builder.timeout(PATIENCE);
    if (body == null) {
      builder.method(method, BodyPublishers.noBody());
    } else {
      builder.method(method, BodyPublishers.ofString(body));
      if (!headers.contains("Content-Type")) {
        builder.header("Content-Type", "application/json");
      }
    }
    if (!headers.isEmpty()) {
      builder.headers(headers.toArray(String[]::new));
    }
    try {
      var reply = new Reply(CLIENT.send(builder.build(), BodyHandlers.ofString()));
      Contract.check(method, path, reply);
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends bytes as they are, for what no HTTP client would send; the whole answer. */
  public String raw(String request) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer. */
  public record Reply(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String text() {
      return response.body();
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    /** A header; empty if it is not there. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** A text field of the answer; empty if it is not there. */
    public String field(String name) {
      return json().path(name).asString("");
    }

    public String code() {
      return field("code");
    }

    /** The fields that a problem names. */
    public List<String> wrongFields() {
      return json().path("errors").valueStream().map(e -> e.path("field").asString()).toList();
    }
  }
}
