package io.brokerway.simulators;

import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * A socket of a broker's stream, which can go silent on purpose. Public because Jetty calls only
 * methods of public classes. Thread-safe.
 */
public abstract class SimulatedSocket implements Session.Listener {
  private volatile @Nullable Session session;
  private volatile boolean frozen;

  protected abstract void onOpen();

  /** The connection ended, by whomever; may be told more than once. */
  protected abstract void onGone();

  /** A text of the client's. */
  protected abstract void onText(String text);

  /** A binary message of the client's; clients of most brokers send none. */
  protected void onBinary(byte[] payload) {}

  @Override
  public final void onWebSocketOpen(Session opened) {
    session = opened;
    onOpen();
    opened.demand();
  }

  @Override
  public final void onWebSocketText(String text) {
    onText(text);
    demand();
  }

  @Override
  public final void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    var bytes = new byte[payload.remaining()];
    payload.get(bytes);
    onBinary(bytes);
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

  protected final void sendText(String text) {
    var open = session;
    if (open != null && !frozen) {
      open.sendText(text, Callback.NOOP);
    }
  }

  protected final void sendBinary(byte[] payload) {
    var open = session;
    if (open != null && !frozen) {
      open.sendBinary(ByteBuffer.wrap(payload), Callback.NOOP);
    }
  }

  /** Reads and writes nothing any more, not even pongs; the connection stays open. */
  public final void freeze() {
    frozen = true;
  }

  /** Cuts the connection without a word. */
  public final void drop() {
    var open = session;
    if (open != null) {
      open.disconnect();
    }
  }

  public final void close(int code, String reason) {
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
}
