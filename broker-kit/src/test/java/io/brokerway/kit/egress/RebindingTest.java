package io.brokerway.kit.egress;

import static io.brokerway.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerId;
import io.brokerway.kit.TestContext;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.http.HttpOutcome.NotSent;
import io.brokerway.kit.http.HttpPolicy;
import io.brokerway.kit.http.ScriptedServer;
import io.brokerway.kit.pacing.Pacing;
import io.brokerway.kit.stream.Recording;
import io.brokerway.kit.stream.SocketServer;
import io.brokerway.kit.stream.WebSocketClient;
import io.brokerway.kit.stream.WebSocketPolicy;
import io.brokerway.kit.stream.WebSocketTarget;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that says one thing when it is checked and another when it is asked again. */
final class RebindingTest {
  private static final BrokerId BROKER = new BrokerId("acme");
  // Reserved by RFC 2606: the system's own resolver never knows it.
  private static final String HOST = "api.broker.invalid";
  private static final String CLOSING_REPLY =
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";

  private final TestContext context = new TestContext();

  @Test
  void theAddressThatWasCheckedIsTheOneConnectedTo() throws Exception {
    try (var checked = ScriptedServer.answering(CLOSING_REPLY);
        var other = answeringAt("127.0.0.2", checked.port())) {
      var names = new FlippingNames("127.0.0.1", "127.0.0.2");
      var uri = URI.create("http://%s:%d/orders".formatted(HOST, checked.port()));

      var outcome = send(EgressPolicy.NOWHERE.withConfigured(uri).resolvedBy(names), uri);

      assertThat(outcome).isInstanceOf(Answered.class);
      assertThat(names.lookUps()).isEqualTo(1);
      assertThat(checked.requests()).singleElement().asString().contains("Host: " + HOST);
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void everyNewConnectionIsCheckedAnew() throws Exception {
    try (var server = ScriptedServer.answering(CLOSING_REPLY)) {
      var names = new FlippingNames("127.0.0.1", "169.254.169.254");
      var uri = URI.create("http://%s:%d/orders".formatted(HOST, server.port()));
      var egress = EgressPolicy.NOWHERE.withConfigured(uri).resolvedBy(names);
      try (var http = client(egress)) {
        var first = http.send(HttpCall.post("placeOrder", uri).build());
        var second = http.send(HttpCall.post("placeOrder", uri).build());

        assertThat(first).isInstanceOf(Answered.class);
        assertRefused(second);
        assertThat(server.requests()).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1"})
  void oneAddressThatIsNotPublicAmongPublicOnesRefusesTheName(String inside) {
    var uri = URI.create("https://%s/orders".formatted(HOST));
    EgressPolicy.Names names =
        host -> new InetAddress[] {InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral(inside)};

    assertRefused(send(EgressPolicy.NOWHERE.withDeclared(uri).resolvedBy(names), uri));
  }

  @Test
  void aStreamWithoutTlsGoesToTheCheckedAddress() throws Exception {
    var listener = new Recording();
    try (var server = SocketServer.on(listeningAt("127.0.0.1", 0), this::greet)) {
      var names = new FlippingNames("127.0.0.1", "127.0.0.2");
      var uri = URI.create("ws://%s:%d/stream?v=1".formatted(HOST, server.port()));
      var egress = EgressPolicy.NOWHERE.withConfigured(uri).resolvedBy(names);
      try (var client = WebSocketClient.open(BROKER, egress, context)) {
        client.connect(WebSocketTarget.of("c-1", uri), WebSocketPolicy.DEFAULT, listener);
        eventually(() -> !listener.messages.isEmpty() || !listener.downs.isEmpty());

        assertThat(listener.messages).containsExactly("GET /stream?v=1 HTTP/1.1");
        assertThat(names.lookUps()).isEqualTo(1);
      }
    }
  }

  private void greet(SocketServer.Peer peer) throws Exception {
    peer.text(peer.request().lines().findFirst().orElse(""));
    peer.stayAlive();
  }

  @Test
  void aStreamWithoutTlsGoesNowhereButToLoopback() throws Exception {
    var listener = new Recording();
    var uri = URI.create("ws://%s:8080/stream".formatted(HOST));
    var egress =
        EgressPolicy.NOWHERE.withConfigured(uri).resolvedBy(new FlippingNames("1.1.1.1", "::1"));
    try (var client = WebSocketClient.open(BROKER, egress, context)) {
      client.connect(WebSocketTarget.of("c-1", uri), WebSocketPolicy.DEFAULT, listener);
      eventually(() -> !listener.downs.isEmpty());

      assertThat(listener.downs.getFirst()).startsWith("not allowed to connect");
    }
  }

  @Test
  void aStreamUnderTlsWhoseNameFlipsToAnInsideAddressSendsNoRequestThere() throws Exception {
    var listener = new Recording();
    var first = new AtomicInteger(-1);
    try (var inside =
        ScriptedServer.on(
            listeningAt("127.0.0.1", 0),
            peer -> {
              first.compareAndSet(-1, peer.in().read());
              peer.write("HTTP/1.1 400 No\r\n\r\n");
            })) {
      // To the policy the name is public; the JDK's own look-up finds the inside server.
      var uri = URI.create("wss://localhost:%d/stream?key=canary".formatted(inside.port()));
      var egress =
          EgressPolicy.NOWHERE.withDeclared(uri).resolvedBy(new FlippingNames("1.1.1.1", "::1"));
      try (var client = WebSocketClient.open(BROKER, egress, context)) {
        client.connect(WebSocketTarget.of("c-1", uri), WebSocketPolicy.DEFAULT, listener);
        eventually(() -> !listener.downs.isEmpty());

        var tlsHandshake = 0x16;
        assertThat(listener.downs.getFirst()).startsWith("could not connect");
        assertThat(first.get()).isEqualTo(tlsHandshake);
        assertThat(listener.lines).isEmpty();
      }
    }
  }

  private BrokerHttp client(EgressPolicy egress) {
    return BrokerHttp.open(BROKER, HttpPolicy.DEFAULT, egress, Pacing.of(List.of()), context);
  }

  private HttpOutcome send(EgressPolicy egress, URI uri) {
    try (var http = client(egress)) {
      return http.send(HttpCall.post("placeOrder", uri).build());
    }
  }

  private static void assertRefused(HttpOutcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            NotSent.class,
            notSent -> assertThat(notSent.reason()).isEqualTo(NotSent.Reason.EGRESS));
  }

  private static ServerSocket listeningAt(String address, int port) throws Exception {
    return new ServerSocket(port, 50, InetAddress.ofLiteral(address));
  }

  private static ScriptedServer answeringAt(String address, int port) throws Exception {
    return ScriptedServer.on(
        listeningAt(address, port),
        peer -> {
          peer.readRequest();
          peer.write(CLOSING_REPLY);
        });
  }

  /** Says one address at first and another one ever after. */
  private static final class FlippingNames implements EgressPolicy.Names {
    private final String first;
    private final String then;
    private final AtomicInteger lookUps = new AtomicInteger();

    FlippingNames(String first, String then) {
      this.first = first;
      this.then = then;
    }

    @Override
    public InetAddress[] of(String host) throws UnknownHostException {
      var address = lookUps.getAndIncrement() == 0 ? first : then;
      return new InetAddress[] {InetAddress.ofLiteral(address)};
    }

    int lookUps() {
      return lookUps.get();
    }
  }
}
