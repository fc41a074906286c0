package io.brokerway.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A client that records the difference between an answer and none. */
final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  Api(int port) {
    this.base = URI.create("http://127.0.0.1:" + port);
  }

  record Answer(int status, JsonNode body) {}

  boolean answers(String path) {
    try {
      return send(request(path).GET()).map(answer -> answer.status() == 200).orElse(false);
    } catch (RuntimeException e) {
      return false;
    }
  }

  JsonNode get(String path) {
    var answer =
        send(request(path).GET()).orElseThrow(() -> new AssertionError("no answer to " + path));
    if (answer.status() != 200) {
      throw new AssertionError(path + " answered " + answer.status() + ": " + answer.body());
    }
    return answer.body();
  }

  /** An answer as it came, whatever its status and form. */
  String text(String path) {
    try {
      return http.send(request(path).GET().build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new AssertionError("no answer to " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for an answer", e);
    }
  }

  /** Posts; empty if no whole answer came back. */
  Optional<Answer> post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  /** Posts with an idempotency key; empty if no whole answer came back. */
  Optional<Answer> post(String path, String key, String body) {
    return send(request(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
  }

  Optional<Answer> patch(String path, String key, String body) {
    return send(
        request(path)
            .header("Idempotency-Key", key)
            .method("PATCH", BodyPublishers.ofString(body)));
  }

  Optional<Answer> delete(String path, String key) {
    return send(request(path).header("Idempotency-Key", key).DELETE());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json");
  }

  private Optional<Answer> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      var body = response.body().isBlank() ? "{}" : response.body();
      return Optional.of(new Answer(response.statusCode(), Json.read(body)));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for an answer", e);
    }
  }
}
