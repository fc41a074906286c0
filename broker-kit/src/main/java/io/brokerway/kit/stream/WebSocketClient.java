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
import javax.net.ssl.SSLParameters;

/**
 * Opens WebSocket sessions. One client serves all connections of an adapter: its sockets share one
 * selecting thread, each session has a virtual thread of its own. Redirects are not followed.
 *
 * <p>The addresses of a host are checked right before each connection. Under TLS the JDK's client
 * then looks the name up again. Should the name change its mind in between (DNS rebinding), whoever
 * answers there cannot show the broker's certificate: the handshake fails, and no byte of a request
 * or a header has left. Without TLS only loopback is allowed, and the connection goes to the very
 * address that was checked. No proxy is used: it would do a look-up that nobody checks.
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
            .proxy(HttpClient.Builder.NO_PROXY)
            .sslParameters(new SSLParameters(null, new String[] {"TLSv1.3", "TLSv1.2"}))
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
