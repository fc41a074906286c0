package io.brokerway.engine.connections;

/** Where a connection stands. */
public enum ConnectionState {
  /** A login was begun and waits for the user. */
  PENDING,
  CONNECTED,
  /** The login is good, but the broker did not answer several times in a row. */
  DEGRADED,
  /** The login ended or was revoked: figures stay as they were, no order is sent. */
  NEEDS_LOGIN,
  /** The credentials are destroyed and the data removed; the row stays as a record. */
  DISCONNECTED;

  /** Whether calls may be made with its login. */
  public boolean isOpen() {
    return this == CONNECTED || this == DEGRADED;
  }
}
