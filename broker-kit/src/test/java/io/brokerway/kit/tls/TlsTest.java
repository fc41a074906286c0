package io.brokerway.kit.tls;

import static io.brokerway.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.order.Attempt;
import io.brokerway.kit.TestContext;
import io.brokerway.kit.egress.EgressPolicy;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.http.HttpHeader;
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
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The process trusts the test's authority here, as it does the public ones otherwise: so each
 * certificate is refused for its own fault and not because nobody knows its issuer.
 */
final class TlsTest {
  private static final BrokerId BROKER = new BrokerId("acme");
  private static final Map<String, Optional<String>> BEFORE = new HashMap<>();

  @TempDir private static Path folder;
  private static Certificates certificates;
  private static SSLContext defaultBefore;

  private final TestContext context = new TestContext();
  private final AtomicInteger leavesAsked = new AtomicInteger();

  @BeforeAll
  static void trustTheAuthority() throws Exception {
    certificates = Certificates.in(folder);
    defaultBefore = SSLContext.getDefault();
    set("javax.net.ssl.trustStore", certificates.trustStore().toString());
    set("javax.net.ssl.trustStorePassword", Certificates.password());
    var fresh = SSLContext.getInstance("TLS");
    fresh.init(null, null, null);
    SSLContext.setDefault(fresh);
  }

  private static void set(String key, String value) {
    BEFORE.put(key, Optional.ofNullable(System.setProperty(key, value)));
  }

  @AfterAll
  static void trustAsBefore() {
    BEFORE.forEach((key, value) ->
        value.ifPresentOrElse(
            was -> System.setProperty(key, was), () -> System.clearProperty(key)));
    SSLContext.setDefault(defaultBefore);
  }

  @Test
  void aCertificateOfATrustedAuthorityForThisHostIsTaken() throws Exception {
    assertThat(order(Certificates.GOOD, trusting())).isInstanceOf(Answered.class);
    assertThat(stream(Certificates.GOOD, trusting())).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Certificates.SELF_SIGNED,
        Certificates.WRONG_HOST,
        Certificates.EXPIRED,
        Certificates.NOT_YET_VALID
      })
  void anyOtherCertificateIsRefusedAndNothingIsSent(String certificate) throws Exception {
    assertNothingSent(order(certificate, trusting()));
    assertThat(stream(certificate, trusting())).startsWith("could not connect: SSL");
  }

  @ParameterizedTest
  @ValueSource(strings = {Certificates.SELF_SIGNED, Certificates.WRONG_HOST})
  void aPinnedCertificateIsTakenWhoeverSignedItAndWhateverItNames(String certificate)
      throws Exception {
    assertThat(order(certificate, pinning(certificate))).isInstanceOf(Answered.class);
    assertThat(stream(certificate, pinning(certificate))).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {Certificates.SELF_SIGNED, Certificates.GOOD})
  void anyOtherThanThePinnedOneIsRefusedEvenATrustedOne(String certificate) throws Exception {
    assertNothingSent(order(certificate, pinning(Certificates.WRONG_HOST)));
    assertThat(stream(certificate, pinning(Certificates.WRONG_HOST)))
        .startsWith("could not connect: SSL");
  }

  @Test
  void aPinnedCertificateThatExpiredIsRefused() throws Exception {
    var expired = Certificates.EXPIRED_SELF_SIGNED;

    assertNothingSent(order(expired, pinning(expired)));
    assertThat(stream(expired, pinning(expired))).startsWith("could not connect: SSL");
  }

  @Test
  void aServerWithoutTlsIsNotSpokenToInTheClear() throws Exception {
    var first = new AtomicInteger(-1);
    try (var plain =
        ScriptedServer.start(peer -> {
          first.compareAndSet(-1, peer.in().read());
          peer.write(ScriptedServer.reply("400 No TLS here", "{}"));
        })) {
      var outcome = order(plain, trusting().allowing(plain.port()));

      var tlsHandshake = 0x16;
      assertNothingSent(outcome);
      assertThat(first.get()).isEqualTo(tlsHandshake);
    }
  }

  private void assertNothingSent(HttpOutcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            NotSent.class,
            notSent -> assertThat(notSent.reason()).isEqualTo(NotSent.Reason.CONNECT));
    assertThat(leavesAsked.get()).isZero();
  }

  /** The policy for a port that is known only once the server is there. */
  private interface Policy {
    EgressPolicy allowing(int port);
  }

  private static Policy trusting() {
    return port ->
        EgressPolicy.NOWHERE.withConfigured(URI.create("https://127.0.0.1:%d".formatted(port)));
  }

  private static Policy pinning(String certificate) throws Exception {
    var fingerprint = certificates.fingerprint(certificate);
    return port -> EgressPolicy.NOWHERE.withPinned("127.0.0.1", port, fingerprint);
  }

  private HttpOutcome order(String certificate, Policy policy) throws Exception {
    try (var server =
        ScriptedServer.on(
            certificates.listening(certificate),
            peer -> {
              while (!peer.readRequest().isEmpty()) {
                peer.write(ScriptedServer.reply("200 OK", "{}"));
              }
            })) {
      var outcome = order(server, policy.allowing(server.port()));
      assertThat(server.connections()).isPositive();
      assertThat(server.requests()).hasSize(outcome instanceof Answered ? 1 : 0);
      return outcome;
    }
  }

  private HttpOutcome order(ScriptedServer server, EgressPolicy egress) {
    try (var http =
        BrokerHttp.open(BROKER, HttpPolicy.DEFAULT, egress, Pacing.of(List.of()), context)) {
      return http.send(
          HttpCall.post("placeOrder", URI.create("https://127.0.0.1:" + server.port() + "/orders"))
              .secretHeader("X-Key", Secret.of("canary"))
              .attempt(new CountedLeave(leavesAsked))
              .build());
    }
  }

  /** The first message, or why there was no connection. */
  private String stream(String certificate, Policy policy) throws Exception {
    var listener = new Recording();
    try (var server =
            SocketServer.on(
                certificates.listening(certificate),
                peer -> {
                  peer.text("hello");
                  peer.stayAlive();
                });
        var client = WebSocketClient.open(BROKER, policy.allowing(server.port()), context)) {
      var uri = URI.create("wss://127.0.0.1:%d/stream".formatted(server.port()));
      var headers = List.of(HttpHeader.secret("X-Key", Secret.of("canary")));
      client.connect(
          new WebSocketTarget("c-1", uri, () -> headers), WebSocketPolicy.DEFAULT, listener);
      eventually(() -> !listener.messages.isEmpty() || !listener.downs.isEmpty());

      if (listener.messages.isEmpty()) {
        assertThat(server.upgrades()).isZero();
        return listener.downs.getFirst();
      }
      return listener.messages.getFirst();
    }
  }

  /** Counts how often leave was asked; gives it. */
  private record CountedLeave(AtomicInteger asked) implements Attempt {
    @Override
    public Optional<byte[]> state() {
      return Optional.empty();
    }

    @Override
    public void save(byte[] state) {
      throw new UnsupportedOperationException("nothing to save");
    }

    @Override
    public void beforeFirstByte() {
      asked.incrementAndGet();
    }
  }
}
