package io.brokerway.simulators;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.websocket.api.Session;

/** Answers the handshake of a WebSocket. */
@FunctionalInterface
public interface SocketDoor {

  /** Who speaks on a new socket, whose handshake carried these headers. */
  Session.Listener open(HttpFields headers);
}
