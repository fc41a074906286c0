package io.brokerway.simulators;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.websocket.api.Session;

/** A door that looks at the whole handshake, query included, and may refuse it. */
@FunctionalInterface
public interface HandshakeDoor extends SocketDoor {

  /**
   * Who speaks on a new socket.
   *
   * @throws HandshakeRefused to answer with an error instead
   */
  Session.Listener open(HttpCall handshake);

  @Override
  default Session.Listener open(HttpFields headers) {
    return open(new HttpCall("GET", "/", "/", Map.of(), headers, new byte[0]));
  }
}
