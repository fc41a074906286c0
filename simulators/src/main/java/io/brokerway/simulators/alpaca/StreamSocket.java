package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.Json;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A socket of either stream: framing, and going silent on purpose. Public because Jetty calls only
 * methods of public classes. Thread-safe.
 */
public abstract class StreamSocket implements Session.Listener {
  private final Frames frames;
  private volatile @Nullable Session session;
  private volatile boolean frozen;

  StreamSocket(Frames frames) {
    this.frames = frames;
  }

  /** A message of the client's that is well formed. */
  abstract void onMessage(JsonNode message);

  /** A message that is not. */
  abstract void onGarbage();

  abstract void onOpen();

  abstract void onGone();

  @Override
  public final void onWebSocketOpen(Session opened) {
    session = opened;
    onOpen();
    opened.demand();
  }

  @Override
  public final void onWebSocketText(String text) {
    try {
      onMessage(Json.read(text));
    } catch (JacksonException e) {
      onGarbage();
    }
    demand();
  }

  @Override
  public final void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    try {
      onMessage(read(payload));
    } catch (JacksonException | IllegalArgumentException e) {
      onGarbage();
    }
    callback.succeed();
    demand();
  }

  /** Answered here: left to Jetty, a frozen socket would go on answering. */
  @Override
  public final void onWebSocketPing(ByteBuffer payload) {
    var open = session;
    if (open != null && !frozen) {
      open.sendPong(payload, Callback.NOOP);
    }
    demand();
  }

  @Override
  public final void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
    onGone();
    callback.succeed();
  }

  @Override
  public final void onWebSocketError(Throwable cause) {
    onGone();
  }

  final void send(JsonNode message) {
    var open = session;
    if (open == null || frozen) {
      return;
    }
    switch (frames) {
      case TEXT -> open.sendText(Json.text(message), Callback.NOOP);
      case BINARY_JSON -> open.sendBinary(ByteBuffer.wrap(Json.bytes(message)), Callback.NOOP);
      case MESSAGE_PACK ->
          open.sendBinary(ByteBuffer.wrap(MessagePackWriter.write(message)), Callback.NOOP);
    }
  }

  /** Reads and writes nothing any more, not even pongs; the connection stays open. */
  final void freeze() {
    frozen = true;
  }

  /** Cuts the connection without a word. */
  final void drop() {
    var open = session;
    if (open != null) {
      open.disconnect();
    }
  }

  final void close(int code, String reason) {
    var open = session;
    if (open != null) {
      open.close(code, reason, Callback.NOOP);
    }
  }

  private void demand() {
    var open = session;
    if (open != null && !frozen) {
      open.demand();
    }
  }

  private JsonNode read(ByteBuffer payload) {
    if (frames == Frames.MESSAGE_PACK) {
      return MessagePackReader.read(payload);
    }
    var bytes = new byte[payload.remaining()];
    payload.get(bytes);
    return Json.read(bytes);
  }
}
