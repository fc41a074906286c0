package io.brokerway.kit.stream;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection. The socket's threads hand whole messages over, at most {@link #WINDOW} ahead of
 * the session's thread; then the broker has to wait, and so nothing piles up here.
 */
final class Line implements WebSocketLine, WebSocket.Listener {
  private static final int WINDOW = 16;
  private static final int MOST_UNSENT = 1_000;

  private final int messageLimit;
  private final Clock clock;
  private final Instant gapSince;
  private final Consumer<LineEvent> events;
  private final Consumer<String> fatal;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

  private @Nullable WebSocket socket;
  private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);
  private int unsent;
  private boolean cut;
  private volatile Heard heard;
  private volatile @Nullable Instant liveSince;

  /** A sign of life, on both clocks. */
  record Heard(long nanos, Instant at) {}

  Line(
      int messageLimit,
      Clock clock,
      Instant gapSince,
      Consumer<LineEvent> events,
      Consumer<String> fatal) {
    this.messageLimit = messageLimit;
    this.clock = clock;
    this.gapSince = gapSince;
    this.events = events;
    this.fatal = fatal;
    this.heard = new Heard(System.nanoTime(), clock.instant());
  }

  @Override
  public void sendText(String message) {
    send(to -> to.sendText(message, true));
  }

  @Override
  public void sendBinary(byte[] bytes) {
    send(to -> to.sendBinary(ByteBuffer.wrap(bytes.clone()), true));
  }

  void ping() {
    send(to -> to.sendPing(ByteBuffer.allocate(0)));
  }

  @Override
  public Instant gapSince() {
    return gapSince;
  }

  @Override
  public void live() {
    liveSince = clock.instant();
  }

  @Nullable Instant liveSince() {
    return liveSince;
  }

  @Override
  public void drop(String why) {
    events.accept(new LineEvent.Ended(this, why));
  }

  @Override
  public void giveUp(String why) {
    fatal.accept(why);
  }

  Heard heard() {
    return heard;
  }

  /** The session has dealt with one message or pong: the broker may send one more. */
  synchronized void taken() {
    if (socket != null && !cut) {
      socket.request(1);
    }
  }

  /** Ends the connection without a word; a handshake that succeeds later ends as well. */
  synchronized void cut() {
    cut = true;
    if (socket != null) {
      socket.abort();
    }
  }

  /** Says goodbye behind what is still to be sent. */
  synchronized CompletableFuture<?> closing() {
    send(to -> to.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    return lastSend;
  }

  /** One after the other: the socket takes a message only when the one before is out. */
  private synchronized void send(Function<WebSocket, CompletableFuture<WebSocket>> message) {
    var to = socket;
    if (to == null || cut) {
      return;
    }
    if (unsent >= MOST_UNSENT) {
      drop("the broker takes no more messages");
      return;
    }
    unsent++;
    lastSend = lastSend.thenCompose(before -> message.apply(to)).whenComplete(this::sent);
  }

  private void sent(@Nullable Object result, @Nullable Throwable failure) {
    synchronized (this) {
      unsent--;
    }
    if (failure != null) {
      drop("a message could not be sent");
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    synchronized (this) {
      socket = opened;
      if (cut) {
        opened.abort();
        return;
      }
    }
    hear();
    opened.request(WINDOW);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    if (isTooLong(text.length() + part.length())) {
      return null;
    }
    text.append(part);
    if (last) {
      var message = text.toString().getBytes(StandardCharsets.UTF_8);
      text.setLength(0);
      deliver(message, false);
    }
    return heardPart(from, last);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    if (isTooLong(binary.size() + part.remaining())) {
      return null;
    }
    var bytes = new byte[part.remaining()];
    part.get(bytes);
    binary.writeBytes(bytes);
    if (last) {
      deliver(binary.toByteArray(), true);
      binary.reset();
    }
    return heardPart(from, last);
  }

  private boolean isTooLong(int length) {
    if (length <= messageLimit) {
      return false;
    }
    drop("a message is longer than %d bytes".formatted(messageLimit));
    return true;
  }

  private void deliver(byte[] message, boolean isBinary) {
    if (!isTooLong(message.length)) {
      events.accept(new LineEvent.Message(this, message, isBinary, clock.instant()));
    }
  }

  /** The sign of life is set after the message is handed over: see the session's own reading. */
  private @Nullable CompletionStage<?> heardPart(WebSocket from, boolean last) {
    hear();
    if (!last) {
      from.request(1);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    hear();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    hear();
    // Counts in the window like a message, so that nobody can flood the session with them.
    events.accept(new LineEvent.Pong(this, clock.instant()));
    return null;
  }

  private void hear() {
    heard = new Heard(System.nanoTime(), clock.instant());
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    drop("the broker closed the connection with %d".formatted(status));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    drop("the connection broke");
  }
}
