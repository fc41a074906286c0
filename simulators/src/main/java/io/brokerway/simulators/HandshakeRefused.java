package io.brokerway.simulators;

/** A handshake that gets an HTTP error and no socket. */
public final class HandshakeRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public HandshakeRefused(int status) {
    super("refused with " + status, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
