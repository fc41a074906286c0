package io.brokerway.kit.stream;

/** Who hears of a session. Called by one thread at a time, in the order of what happened. */
public interface WebSocketListener {

  /**
   * A connection is open. Log in and subscribe with it, and call {@link WebSocketLine#live()} once
   * everything that matters is subscribed.
   */
  void onOpen(WebSocketLine line);

  /**
   * A whole message.
   *
   * @param binary whether it came in binary frames; text comes as UTF-8
   */
  void onMessage(WebSocketLine line, byte[] message, boolean binary);

  /** The connection was lost, or none could be made; another try follows. */
  void onDown(String why);

  /**
   * The broker answered the handshake with a status instead of a connection.
   *
   * @return whether to try again; if not the session has ended
   */
  default boolean onHandshakeRefused(int status) {
    return true;
  }
}
