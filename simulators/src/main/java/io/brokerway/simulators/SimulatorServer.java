package io.brokerway.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** The one port on which all simulated brokers answer, each below its prefix. Thread-safe. */
public final class SimulatorServer implements AutoCloseable {
  /** Longer than any silence that a fault keeps. */
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(15);

  private static final long MAX_SOCKET_MESSAGE_BYTES = 1_048_576;
  private static final int MAX_PLATFORM_THREADS = 32;

  private final Server server;
  private final ServerConnector connector;
  private final List<BrokerSimulator> brokers;
  private final Faults faults;
  private final CountDownLatch closing;

  private SimulatorServer(
      Server server,
      ServerConnector connector,
      List<BrokerSimulator> brokers,
      Faults faults,
      CountDownLatch closing) {
    this.server = server;
    this.connector = connector;
    this.brokers = brokers;
    this.faults = faults;
    this.closing = closing;
  }

  /**
   * Starts the server; it owns the brokers from now on.
   *
   * @param host the address to listen on
   * @param port the port; 0 for any free one
   */
  public static SimulatorServer start(
      String host, int port, SimulatorClock clock, List<BrokerSimulator> brokers) {
    var threads = new QueuedThreadPool(MAX_PLATFORM_THREADS, 2);
    threads.setName("simulators");
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    var server = new Server(threads);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    server.addConnector(connector);
    var faults = new Faults();
    var closing = new CountDownLatch(1);
    var calls = new CallHandler(clock, brokers, faults, new ReplyWriter(closing));
    var sockets = WebSocketUpgradeHandler.from(server, container -> open(container, brokers));
    sockets.setHandler(calls);
    server.setHandler(sockets);
    startNow(server);
    return new SimulatorServer(server, connector, List.copyOf(brokers), faults, closing);
  }

  public int port() {
    return connector.getLocalPort();
  }

  public Faults faults() {
    return faults;
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the simulators did not stop", e);
    } finally {
      brokers.forEach(BrokerSimulator::close);
    }
  }

  private static HttpConfiguration http() {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // The date is the simulated broker's own: it may be skewed on purpose.
    http.setSendDateHeader(false);
    // The pair BTC/USD is one segment of a path, with its slash escaped.
    http.setUriCompliance(UriCompliance.from("DEFAULT,AMBIGUOUS_PATH_SEPARATOR"));
    return http;
  }

  private static void open(ServerWebSocketContainer container, List<BrokerSimulator> brokers) {
    container.setIdleTimeout(IDLE_TIMEOUT);
    container.setMaxTextMessageSize(MAX_SOCKET_MESSAGE_BYTES);
    container.setMaxBinaryMessageSize(MAX_SOCKET_MESSAGE_BYTES);
    for (var broker : brokers) {
      broker
          .sockets()
          .forEach((path, door) ->
              container.addMapping(
                  "/" + broker.prefix() + path,
                  (request, response, callback) -> enter(door, request, response, callback)));
    }
  }

  private static @Nullable Object enter(
      SocketDoor door, Request request, Response response, Callback callback) {
    if (!(door instanceof HandshakeDoor looking)) {
      return door.open(request.getHeaders());
    }
    try {
      return looking.open(CallHandler.handshake(request));
    } catch (HandshakeRefused refused) {
      Response.writeError(request, response, callback, refused.status());
      return null;
    }
  }

  private static void startNow(Server server) {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the simulators did not start", e);
    }
  }
}
