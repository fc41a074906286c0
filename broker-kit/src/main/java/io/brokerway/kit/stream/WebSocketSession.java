package io.brokerway.kit.stream;

/** A connection that is made again until it is closed, one at a time. Thread-safe. */
public interface WebSocketSession extends AutoCloseable {

  /** Whether a line is live and was heard within its heartbeat. */
  boolean isUp();

  /** Ends it; the listener hears no more once this returns, unless it is called by the listener. */
  @Override
  void close();
}
