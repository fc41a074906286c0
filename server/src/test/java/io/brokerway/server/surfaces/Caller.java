package io.brokerway.server.surfaces;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Ways to make a documented call. */
enum Caller {
  /** The command itself, by a shell. */
  CURL {
    @Override
    Reply call(String command) {
      try {
        var process =
            new ProcessBuilder("sh", "-c", command + " -w '\\n%{http_code}'")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        var cut = output.lastIndexOf('\n');
        return new Reply(Integer.parseInt(output.substring(cut + 1)), output.substring(0, cut));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  },

  /** The same request by a plain HTTP client; without the slash at the end of the path. */
  HTTP_CLIENT {
    @Override
    Reply call(String command) {
      var request = request(Words.of(command));
      try {
        var response = CLIENT.send(request, BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  };

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** An answer. */
  record Reply(int status, String body) {}

  abstract Reply call(String command);

  private static HttpRequest request(List<String> words) {
    var builder = HttpRequest.newBuilder();
    var method = "GET";
    var body = BodyPublishers.noBody();
    for (var i = 1; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-s" -> {}
        case "-X" -> method = words.get(++i);
        case "-H" -> {
          var header = words.get(++i).split(": ", 2);
          builder.header(header[0], header[1]);
        }
        case "-d" -> {
          method = method.equals("GET") ? "POST" : method;
          body = BodyPublishers.ofString(words.get(++i));
        }
        default -> builder.uri(URI.create(words.get(i).replaceFirst("/(\\?|$)", "$1")));
      }
    }
    return builder.method(method, body).build();
  }
}
