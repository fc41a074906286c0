package io.brokerway.simulators.coinbase;

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

/** A client of the channels that keeps what comes. */
final class Channel implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final StringBuilder part = new StringBuilder();
  private final WebSocket socket;

  private Channel(URI url) {
    socket = HTTP.newWebSocketBuilder().buildAsync(url, this).join();
  }

  static Channel open(URI url) {
    return new Channel(url);
  }

  /** Subscribes to the orders of a key and waits until that is so. */
  static Channel ofOrders(Scene scene, KeyFile key) {
    var channel = open(scene.coinbase.userStreamUrl());
    var token = Signer.of(key, scene.coinbase.clock().instant(), null).token();
    channel.send("{\"type\":\"subscribe\",\"channel\":\"user\",\"jwt\":\"%s\"}".formatted(token));
    return channel;
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  /** The next message, waited for. */
  JsonNode next() {
    return Json.read(nextText());
  }

  String nextText() {
    try {
      var message = messages.poll(Caller.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (message != null) {
        return message;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("no message came");
  }

  /** The next message of a channel, others skipped. */
  JsonNode next(String channel) {
    while (true) {
      var message = next();
      if (message.path("channel").asString("").equals(channel)) {
        return message;
      }
    }
  }

  boolean ends() {
    try {
      return gone.await(Caller.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      messages.add(part.toString());
      part.setLength(0);
    }
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
    socket.abort();
  }
}
