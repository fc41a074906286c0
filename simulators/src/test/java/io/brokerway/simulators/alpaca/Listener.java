package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A WebSocket client that keeps what comes, and in what kind of frame. */
final class Listener implements WebSocket.Listener, AutoCloseable {

  /** A message and whether it came in a binary frame. */
  record Message(JsonNode json, boolean binary) {}

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final CountDownLatch pong = new CountDownLatch(1);
  private @Nullable WebSocket socket;

  static Listener connect(URI url) {
    var listener = new Listener();
    listener.socket = HTTP.newWebSocketBuilder().buildAsync(url, listener).join();
    return listener;
  }

  /** Connects to a trade stream, logs in and listens to trade updates. */
  static Listener toTrades(URI url, KeyPair keys) {
    var listener = connect(url);
    listener.send(
        """
        {"action":"authenticate","data":{"key_id":"%s","secret_key":"%s"}}
        """
            .formatted(keys.keyId(), keys.secret()));
    listener.next();
    listener.send(
        """
        {"action":"listen","data":{"streams":["trade_updates"]}}\
        """);
    listener.next();
    return listener;
  }

  void send(String text) {
    open().sendText(text, true).join();
  }

  void ping() {
    open().sendPing(ByteBuffer.allocate(0)).join();
  }

  /** The next message, waited for. */
  Message next() {
    var message = poll();
    if (message == null) {
      throw new AssertionError("no message came");
    }
    return message;
  }

  /** The trade update of an event, those before it skipped. */
  JsonNode update(String event) {
    while (true) {
      var data = next().json().path("data");
      if (data.path("event").asString("").equals(event)) {
        return data;
      }
    }
  }

  boolean isSilent() {
    return messages.isEmpty();
  }

  boolean endsSoon() {
    return await(gone);
  }

  boolean getsPong(long milliseconds) {
    try {
      return pong.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    messages.add(new Message(Json.read(data.toString()), false));
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    var bytes = new byte[data.remaining()];
    data.get(bytes);
    messages.add(new Message(Json.read(bytes), true));
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
    pong.countDown();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    gone.countDown();
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    gone.countDown();
  }

  @Override
  public void close() {
    open().abort();
  }

  private WebSocket open() {
    var present = socket;
    if (present == null) {
      throw new IllegalStateException("not connected");
    }
    return present;
  }

  private @Nullable Message poll() {
    try {
      return messages.poll(Caller.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(Caller.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
