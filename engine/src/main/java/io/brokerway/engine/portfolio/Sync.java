package io.brokerway.engine.portfolio;

import java.time.Duration;
import java.util.UUID;

/** Reads the accounts of all connections: every few minutes, and when asked. Thread-safe. */
public final class Sync {

  /**
   * Reads a connection now and waits for it. A failed read is in the report, not thrown.
   *
   * @throws io.brokerway.broker.BrokerException.LoginNeeded if the connection waits for its user
   * @throws io.brokerway.engine.connections.ConnectionException.NotFound if there is none
   */
  public SyncReport sync(UUID connection) {
    throw new UnsupportedOperationException();
  }

  /** Asks for a read soon, after the given delay at most; many requests make one read. */
  public void request(UUID connection, Duration within) {
    throw new UnsupportedOperationException();
  }
}
