package io.brokerway.simulators.coinbase;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The fault rig's way in. */
final class Control {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Control() {}

  /** Tells the control endpoint something that it must take. */
  static String post(Scene scene, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(scene.coinbase.controlUrl() + path))
            .timeout(Caller.PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var reply = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (reply.statusCode() / 100 != 2) {
        throw new AssertionError(reply.body());
      }
      return reply.body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
