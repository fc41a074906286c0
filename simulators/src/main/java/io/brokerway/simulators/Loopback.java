package io.brokerway.simulators;

import java.net.InetSocketAddress;
import java.util.Set;
import org.eclipse.jetty.server.Request;

/** Whether a call comes from this machine, and not by way of a page that rebinds a name to it. */
final class Loopback {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private Loopback() {}

  static boolean allows(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress from
        && from.getAddress().isLoopbackAddress()
        && NAMES.contains(Request.getServerName(request))
        && request.getHeaders().get("Origin") == null;
  }
}
