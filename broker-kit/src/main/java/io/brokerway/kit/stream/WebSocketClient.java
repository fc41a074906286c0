package io.brokerway.kit.stream;

import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerId;
import io.brokerway.kit.egress.CertificatePin;
import io.brokerway.kit.egress.EgressPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/**
 * Opens WebSocket sessions. One client serves all connections of an adapter: its sockets share one
 * selecting thread, each session has a virtual thread of its own. Redirects are not followed.
 *
 * <p>The address of a host is checked right before each connection; the JDK's client then looks the
 * name up again, within the lifetime of the JVM's cache. Should a name change its mind in between,
 * TLS refuses whatever answers there, because it cannot show the broker's certificate; without TLS
 * only loopback addresses are allowed at all.
 *
 * <p>Thread-safe.
 */
public final class WebSocketClient implements AutoCloseable {
  private final BrokerId broker;
  private final EgressPolicy egress;
  private final BrokerContext context;
  private final RandomGenerator random;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentHashMap<String, HttpClient> clients = new ConcurrentHashMap<>();
  private final Set<WebSocketSession> sessions = ConcurrentHashMap.newKeySet();

  private WebSocketClient(
      BrokerId broker, EgressPolicy egress, BrokerContext context, RandomGenerator random) {
    this.broker = broker;
    this.egress = egress;
    this.context = context;
    this.random = random;
  }

  /** Opens a client; it connects when it is first used. */
  public static WebSocketClient open(BrokerId broker, EgressPolicy egress, BrokerContext context) {
    return open(broker, egress, context, new SecureRandom());
  }

  /**
   * Opens a client with a random source of the caller's.
   *
   * @param random spreads the pauses between tries; must be thread-safe
   */
  public static WebSocketClient open(
      BrokerId broker, EgressPolicy egress, BrokerContext context, RandomGenerator random) {
    return new WebSocketClient(broker, egress, context, random);
  }

  /** Starts a session; returns at once. Its listener hears of everything that follows. */
  public WebSocketSession connect(
      WebSocketTarget target, WebSocketPolicy policy, WebSocketListener listener) {
    var handshake =
        new Handshake(
            broker,
            target,
            policy.connectWithin(),
            egress,
            client(target.uri()),
            context.clock(),
            context.calls());
    var session =
        new ReconnectingSession(
            handshake,
            policy,
            listener,
            context.clock(),
            new Backoff(policy, random),
            sessions::remove);
    sessions.add(session);
    session.start();
    return session;
  }

  private HttpClient client(URI uri) {
    var port = uri.getPort() >= 0 ? uri.getPort() : 443;
    var pin = uri.getHost() == null ? "" : egress.pin(uri.getHost(), port).orElse("");
    return clients.computeIfAbsent(pin, this::newClient);
  }

  private HttpClient newClient(String pin) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads);
    if (!pin.isEmpty()) {
      builder.sslContext(CertificatePin.context(pin));
    }
    return builder.build();
  }

  /** Closes all sessions. */
  @Override
  public void close() {
    sessions.forEach(WebSocketSession::close);
    clients.values().forEach(HttpClient::shutdownNow);
    threads.shutdownNow();
  }
}
