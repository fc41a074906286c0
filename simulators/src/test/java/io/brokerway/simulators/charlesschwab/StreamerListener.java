package io.brokerway.simulators.charlesschwab;

import io.brokerway.simulators.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client of the streamer that keeps what comes. */
final class StreamerListener implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int SECONDS = 10;

  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final StringBuilder text = new StringBuilder();
  private final Scene scene;
  private @Nullable WebSocket socket;
  private int requests;

  private StreamerListener(Scene scene) {
    this.scene = scene;
  }

  static StreamerListener connect(Scene scene) {
    var listener = new StreamerListener(scene);
    var url =
        URI.create(
            scene.get("/userPreference").json().at("/streamerInfo/0/streamerSocketUrl").asString());
    listener.socket = HTTP.newWebSocketBuilder().buildAsync(url, listener).join();
    return listener;
  }

  /** Logs in with a token; the code of the answer. */
  int login(String token) {
    var info = scene.get("/userPreference").json().at("/streamerInfo/0");
    return request(
        "ADMIN",
        "LOGIN",
        """
        {"Authorization":"%s","SchwabClientChannel":"N9","SchwabClientFunctionId":"APIAPP"}
        """
            .formatted(token),
        info.path("schwabClientCustomerId").asString());
  }

  int login() {
    return login(scene.token);
  }

  /** Subscribes; the code of the answer. */
  int request(String service, String command, String parameters) {
    return request(service, command, parameters, "customer");
  }

  private int request(String service, String command, String parameters, String customer) {
    requests++;
    var body =
        """
        {"requests":[{"requestid":"%d","service":"%s","command":"%s",
          "SchwabClientCustomerId":"%s","SchwabClientCorrelId":"c-1","parameters":%s}]}
        """
            .formatted(requests, service, command, customer, parameters);
    open().sendText(body, true).join();
    var answer = next("response");
    return answer.at("/content/code").intValue();
  }

  int listenToActivity() {
    return request(
        "ACCT_ACTIVITY", "SUBS", "{\"keys\":\"Account Activity\",\"fields\":\"0,1,2,3\"}");
  }

  /** The first element of the next message under a key; other messages are passed over. */
  JsonNode next(String key) {
    while (true) {
      var message = poll();
      if (message.has(key)) {
        return message.path(key).path(0);
      }
    }
  }

  /** The content of the next account activity of a type. */
  JsonNode activity(String type) {
    while (true) {
      var content = next("data").at("/content/0");
      if (content.path("2").asString("").equals(type)) {
        return content;
      }
    }
  }

  boolean endsSoon() {
    try {
      return gone.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private JsonNode poll() {
    try {
      var message = messages.poll(SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing came");
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private WebSocket open() {
    if (socket == null) {
      throw new IllegalStateException("not connected");
    }
    return socket;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      messages.add(Json.read(text.toString()));
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    gone.countDown();
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    gone.countDown();
  }
}
