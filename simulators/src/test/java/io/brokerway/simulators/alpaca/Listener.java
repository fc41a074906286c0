package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A WebSocket client that keeps what comes, and in what kind of frame. */
final class Listener implements WebSocket.Listener, AutoCloseable {

  /** A message and whether it came in a binary frame. */
  record Message(JsonNode json, boolean binary) {}

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int TRIES = 50;

  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final Semaphore pongs = new Semaphore(0);
  private final boolean packed;
  private @Nullable WebSocket socket;

  private Listener(boolean packed) {
    this.packed = packed;
  }

  static Listener connect(URI url) {
    return connect(new Listener(false), url, HTTP.newWebSocketBuilder());
  }

  /** Connects to a trade stream, logs in and listens to trade updates. */
  static Listener toTrades(URI url, KeyPair keys) {
    return connect(url).loggedIn(keys);
  }

  /** As {@link #toTrades} with all messages, both ways, in MessagePack. */
  static Listener toPackedTrades(URI url, KeyPair keys) {
    var handshake = HTTP.newWebSocketBuilder().header("Content-Type", "application/msgpack");
    return connect(new Listener(true), url, handshake).loggedIn(keys);
  }

  private static Listener connect(Listener listener, URI url, WebSocket.Builder handshake) {
    listener.socket = handshake.buildAsync(url, listener).join();
    return listener;
  }

  private Listener loggedIn(KeyPair keys) {
    send(
        """
        {"action":"authenticate","data":{"key_id":"%s","secret_key":"%s"}}
        """
            .formatted(keys.keyId(), keys.secret()));
    next();
    send(
        """
        {"action":"listen","data":{"streams":["trade_updates"]}}\
        """);
    next();
    return this;
  }

  void send(String text) {
    if (packed) {
      open().sendBinary(ByteBuffer.wrap(MessagePackWriter.write(Json.read(text))), true).join();
    } else {
      open().sendText(text, true).join();
    }
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

  /**
   * Waits for the end of the connection. Java's client may miss one that comes right behind a
   * message, so the line is tried as well: what is sent into a dead connection fails.
   */
  boolean endsSoon() {
    for (var tries = 0; tries < TRIES; tries++) {
      if (comes(gone, Caller.PATIENCE.dividedBy(TRIES)) || !takesPing()) {
        return true;
      }
    }
    return false;
  }

  private boolean takesPing() {
    try {
      ping();
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }

  boolean getsPong(long milliseconds) {
    try {
      return pongs.tryAcquire(milliseconds, TimeUnit.MILLISECONDS);
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
    var json = packed ? MessagePackReader.read(ByteBuffer.wrap(bytes)) : Json.read(bytes);
    messages.add(new Message(json, true));
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
    pongs.release();
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

  private static boolean comes(CountDownLatch latch, Duration within) {
    try {
      return latch.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
