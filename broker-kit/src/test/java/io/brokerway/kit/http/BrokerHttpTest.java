package io.brokerway.kit.http;

import static io.brokerway.kit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.order.Attempt;
import io.brokerway.kit.TestContext;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.http.HttpOutcome.Lost;
import io.brokerway.kit.http.HttpOutcome.NotSent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class BrokerHttpTest {
  private final TestContext context = new TestContext();

  @Test
  void answersWithStatusHeadersBodyAndTheBrokersDate() throws Exception {
    var reply =
        "HTTP/1.1 422 No\r\nDate: Mon, 23 Nov 2026 15:00:00 GMT\r\nX-Request-ID: r-1\r\n"
            + "Content-Length: 2\r\n\r\n{}";
    try (var server = ScriptedServer.answering(reply);
        var http = Calls.client(context, server.uri("/"))) {
      var call =
          HttpCall.post("placeOrder", server.uri("/v2/orders?token=hidden"))
              .connection("c-1")
              .json("{\"qty\":\"1\"}".getBytes(UTF_8))
              .draws("trading", "a-1")
              .build();

      var outcome = http.send(call);

      assertThat(outcome).isInstanceOf(Answered.class);
      var answered = (Answered) outcome;
      assertThat(answered.status()).isEqualTo(422);
      assertThat(answered.body()).isEqualTo("{}".getBytes(UTF_8));
      assertThat(answered.brokerDate()).isEqualTo(Instant.parse("2026-11-23T15:00:00Z"));
      assertThat(server.requests().getFirst())
          .startsWith("POST /v2/orders?token=hidden HTTP/1.1\r\n")
          .contains("Content-Type: application/json")
          .endsWith("{\"qty\":\"1\"}");
      var record = context.records().getFirst();
      assertThat(record.target()).isEqualTo("POST 127.0.0.1:%d/v2/orders", server.port());
      assertThat(record.outcome()).isEqualTo("http 422");
      assertThat(record.status()).isEqualTo(422);
      assertThat(record.requestId()).isEqualTo("r-1");
      assertThat(record.connection()).isEqualTo("c-1");
      assertThat(record.changesState()).isTrue();
      assertThat(record.bytesSent()).isEqualTo(11);
      assertThat(record.bytesReceived()).isEqualTo(2);
    }
  }

  @Test
  void reusesAConnectionThatTheBrokerKeepsOpen() throws Exception {
    try (var server = ScriptedServer.answering(ScriptedServer.reply("200 OK", "{}"));
        var http = Calls.client(context, server.uri("/"))) {
      for (var i = 0; i < 5; i++) {
        http.ask(HttpCall.get("fetchAccounts", server.uri("/a")).build());
      }

      assertThat(server.requests()).hasSize(5);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aReplyLongerThanTheLimitIsLostAndNotReadToItsEnd() throws Exception {
    var written = new AtomicInteger();
    var ended = new CountDownLatch(1);
    var server =
        ScriptedServer.start(peer -> {
          peer.readRequest();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
          var block = new byte[65_536];
          try {
            for (var i = 0; i < 10_000; i++) {
              peer.out().write(block);
              written.addAndGet(block.length);
            }
          } finally {
            ended.countDown();
          }
        });
    try (server;
        var http = Calls.client(context, server.uri("/"))) {
      var outcome =
          http.send(HttpCall.get("fetchOrders", server.uri("/")).replyLimit(100_000).build());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Lost.class, lost -> assertThat(lost.cause()).isEqualTo(Lost.Cause.TOO_LARGE));
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(written.get()).isLessThan(100_000_000);
    }
  }

  @Test
  void aReplyOfExactlyTheLimitIsRead() throws Exception {
    try (var server = ScriptedServer.answering(ScriptedServer.reply("200 OK", "x".repeat(1000)));
        var http = Calls.client(context, server.uri("/"))) {
      var fits = http.send(HttpCall.get("q", server.uri("/")).replyLimit(1000).build());
      var tooLong = http.send(HttpCall.get("q", server.uri("/")).replyLimit(999).build());

      assertThat(fits).isInstanceOf(Answered.class);
      assertThat(tooLong).isInstanceOf(Lost.class);
    }
  }

  @Test
  void aCompressedReplyIsLimitedByWhatComesOut() throws Exception {
    var bomb = gzip(new byte[50_000_000]);
    assertThat(bomb.length).isLessThan(100_000);
    try (var server = ScriptedServer.start(peer -> compressed(peer, bomb));
        var http = Calls.client(context, server.uri("/"))) {
      var outcome = http.send(HttpCall.get("fetchOrders", server.uri("/")).build());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Lost.class, lost -> assertThat(lost.cause()).isEqualTo(Lost.Cause.TOO_LARGE));
      assertThatThrownBy(() -> http.ask(HttpCall.get("fetchOrders", server.uri("/")).build()))
          .isInstanceOf(BrokerException.UnexpectedReply.class);
    }
  }

  @Test
  void aCompressedReplyIsReadAndABrokenOneIsNot() throws Exception {
    var whole = gzip("{\"a\":1}".getBytes(UTF_8));
    var broken = whole.clone();
    broken[0] = 0;
    try (var good = ScriptedServer.start(peer -> compressed(peer, whole));
        var bad = ScriptedServer.start(peer -> compressed(peer, broken));
        var http = Calls.client(context, good.uri("/"), bad.uri("/"))) {
      var read = http.ask(HttpCall.get("q", good.uri("/")).build());
      var unread = http.send(HttpCall.get("q", bad.uri("/")).build());

      assertThat(read.body()).isEqualTo("{\"a\":1}".getBytes(UTF_8));
      assertThat(unread)
          .isInstanceOfSatisfying(
              Lost.class, lost -> assertThat(lost.cause()).isEqualTo(Lost.Cause.UNREADABLE));
    }
  }

  private static void compressed(ScriptedServer.Peer peer, byte[] body) throws IOException {
    while (!peer.readRequest().isEmpty()) {
      peer.write(
          "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
              .formatted(body.length));
      peer.out().write(body);
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void aRedirectIsAnAnswerAndTheOtherHostHearsNothing() throws Exception {
    try (var other = ScriptedServer.answering(ScriptedServer.reply("200 OK", "{}"));
        var server =
            ScriptedServer.answering(
                "HTTP/1.1 307 Go\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                    .formatted(other.uri("/steal")));
        var http = Calls.client(context, server.uri("/"), other.uri("/"))) {
      var call =
          HttpCall.post("placeOrder", server.uri("/"))
              .secretHeader("X-Key", Secret.of("canary"))
              .build();

      var outcome = http.send(call);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Answered.class, answered -> assertThat(answered.status()).isEqualTo(307));
      assertThat(server.requests()).hasSize(1).first().asString().contains("X-Key: canary");
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void cookiesAreNotKept() throws Exception {
    try (var server =
            ScriptedServer.answering(
                "HTTP/1.1 200 OK\r\nSet-Cookie: s=canary\r\nContent-Length: 0\r\n\r\n");
        var http = Calls.client(context, server.uri("/"))) {
      http.ask(HttpCall.get("q", server.uri("/")).build());
      http.ask(HttpCall.get("q", server.uri("/")).build());

      assertThat(server.requests()).hasSize(2).noneMatch(request -> request.contains("canary"));
    }
  }

  @Test
  void aTricklingReplyEndsAtTheDeadline() throws Exception {
    var release = new CountDownLatch(1);
    var server =
        ScriptedServer.start(peer -> {
          peer.readRequest();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
          while (!release.await(20, TimeUnit.MILLISECONDS)) {
            peer.write("x");
          }
        });
    try (server;
        var http = Calls.client(context, server.uri("/"))) {
      var started = System.nanoTime();

      var outcome =
          http.send(
              HttpCall.post("placeOrder", server.uri("/"))
                  .deadline(Duration.ofMillis(300))
                  .build());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Lost.class, lost -> assertThat(lost.cause()).isEqualTo(Lost.Cause.TIMEOUT));
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
      assertThat(context.records().getFirst().outcome()).isEqualTo("lost: timeout");
    } finally {
      release.countDown();
    }
  }

  @Test
  void aDeadlineInAHandshakeThatNeverEndsMeansNothingWasSent() throws Exception {
    try (var server = ScriptedServer.start(ScriptedServer.Peer::awaitEnd);
        var http = Calls.client(context, URI.create("https://127.0.0.1:" + server.port() + "/"))) {
      var outcome =
          http.send(
              HttpCall.post("placeOrder", URI.create("https://127.0.0.1:" + server.port()))
                  .deadline(Duration.ofMillis(300))
                  .build());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              NotSent.class,
              notSent -> assertThat(notSent.reason()).isEqualTo(NotSent.Reason.CONNECT));
    }
  }

  @Test
  void aRefusedConnectionMeansNothingWasSent() throws Exception {
    var server = ScriptedServer.answering("");
    var gone = server.uri("/");
    server.close();
    try (var http = Calls.client(context, gone)) {
      var outcome = http.send(HttpCall.post("placeOrder", gone).build());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              NotSent.class,
              notSent -> assertThat(notSent.reason()).isEqualTo(NotSent.Reason.CONNECT));
      assertThatThrownBy(() -> http.ask(HttpCall.get("q", gone).build()))
          .isInstanceOf(BrokerException.Unavailable.class);
    }
  }

  @Test
  void aNameThatDoesNotResolveMeansNothingWasSent() {
    var nowhere = URI.create("https://no-such-host.invalid/");
    try (var http = Calls.client(context, nowhere)) {
      var outcome = http.send(HttpCall.post("placeOrder", nowhere).build());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              NotSent.class,
              notSent -> assertThat(notSent.reason()).isEqualTo(NotSent.Reason.CONNECT));
    }
  }

  @Test
  void aResetAfterTheFirstByteIsLost() throws Exception {
    try (var server =
            ScriptedServer.start(peer -> {
              peer.readRequest();
              peer.reset();
            });
        var http = Calls.client(context, server.uri("/"))) {
      var outcome = http.send(HttpCall.post("placeOrder", server.uri("/")).build());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Lost.class, lost -> assertThat(lost.cause()).isEqualTo(Lost.Cause.CONNECTION));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aBodyThatIsCutIsLost() throws Exception {
    try (var server =
            ScriptedServer.start(peer -> {
              peer.readRequest();
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":");
            });
        var http = Calls.client(context, server.uri("/"))) {
      var outcome = http.send(HttpCall.post("placeOrder", server.uri("/")).build());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Lost.class, lost -> assertThat(lost.cause()).isEqualTo(Lost.Cause.CONNECTION));
    }
  }

  @Test
  void whatIsNoHttpIsLost() throws Exception {
    try (var server =
            ScriptedServer.start(peer -> {
              peer.readRequest();
              peer.write("220 mail.example.com ESMTP\r\n\r\n".repeat(20));
            });
        var http = Calls.client(context, server.uri("/"))) {
      var outcome = http.send(HttpCall.post("placeOrder", server.uri("/")).build());

      assertThat(outcome).isInstanceOf(Lost.class);
    }
  }

  @Test
  void aConnectionThatTheBrokerClosedWhileItRestedCarriesNoSecondCopy() throws Exception {
    var rounds = 20;
    try (var server =
            ScriptedServer.start(peer -> {
              // Answers once as if it would keep the connection, then closes it silently.
              peer.readRequest();
              peer.write(ScriptedServer.reply("200 OK", "{}"));
            });
        var http = Calls.client(context, server.uri("/"))) {
      var answered = 0;
      for (var i = 0; i < rounds; i++) {
        var call =
            HttpCall.post("placeOrder", server.uri("/"))
                .json("{\"id\":%d}".formatted(i).getBytes(UTF_8))
                .build();

        answered += http.send(call) instanceof Answered ? 1 : 0;
      }

      assertThat(server.requests()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(rounds);
      assertThat(server.requests().size()).isEqualTo(answered);
      assertThat(answered).isPositive();
    }
  }

  @Test
  void leaveIsAskedAfterTheConnectAndARefusalSendsNothing() throws Exception {
    var connected = new AtomicInteger();
    try (var server = ScriptedServer.answering(ScriptedServer.reply("200 OK", "{}"));
        var http = Calls.client(context, server.uri("/"))) {
      var attempt =
          new LeaveAsking(() -> {
            eventually(() -> server.connections() == 1);
            connected.set(server.connections());
            throw new Attempt.SendRefused("the kill switch fell");
          });

      var outcome =
          http.send(HttpCall.post("placeOrder", server.uri("/")).attempt(attempt).build());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              NotSent.class,
              notSent -> {
                assertThat(notSent.reason()).isEqualTo(NotSent.Reason.SEND_REFUSED);
                assertThat(notSent.why()).isEqualTo("the kill switch fell");
              });
      assertThat(connected.get()).isEqualTo(1);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aCallGivenUpWhileLeaveIsAskedIsNeverSentAfterwards() throws Exception {
    var release = new CountDownLatch(1);
    var asked = new CountDownLatch(1);
    var passed = new CountDownLatch(1);
    try (var server = ScriptedServer.answering(ScriptedServer.reply("200 OK", "{}"));
        var http = Calls.client(context, server.uri("/"))) {
      var attempt =
          new LeaveAsking(() -> {
            asked.countDown();
            awaitUninterrupted(release);
            passed.countDown();
          });

      var outcome =
          http.send(
              HttpCall.post("placeOrder", server.uri("/"))
                  .attempt(attempt)
                  .deadline(Duration.ofMillis(200))
                  .build());
      release.countDown();
      passed.await();
      // A later call on the same server: were the first still to come, it would come before.
      http.ask(HttpCall.get("q", server.uri("/later")).build());

      assertThat(asked.getCount()).isZero();
      assertThat(outcome).isInstanceOf(NotSent.class);
      assertThat(server.requests()).hasSize(1).first().asString().contains("/later");
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError("the attempt's own work was torn", e);
    }
  }

  @Test
  void anAddressThatIsNotTheBrokersIsNotCalled() throws Exception {
    try (var server = ScriptedServer.answering(ScriptedServer.reply("200 OK", "{}"));
        var http = Calls.client(context, URI.create("https://api.example.com"))) {
      var outcome = http.send(HttpCall.get("q", server.uri("/")).build());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              NotSent.class,
              notSent -> assertThat(notSent.reason()).isEqualTo(NotSent.Reason.EGRESS));
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void waitingForAPooledConnectionEndsAtTheDeadlineWithNothingSent() throws Exception {
    var release = new CountDownLatch(1);
    var policy = HttpPolicy.DEFAULT.withConnectionsPerHost(1);
    try (var server =
            ScriptedServer.start(peer -> {
              peer.readRequest();
              release.await();
              peer.write(ScriptedServer.reply("200 OK", "{}"));
            });
        var http = Calls.client(context, policy, server.uri("/"))) {
      var first =
          Thread.ofVirtual().start(() -> http.send(HttpCall.get("first", server.uri("/")).build()));
      eventually(() -> server.requests().size() == 1);

      var outcome =
          http.send(
              HttpCall.post("placeOrder", server.uri("/"))
                  .deadline(Duration.ofMillis(100))
                  .build());
      release.countDown();
      first.join();

      assertThat(outcome).isInstanceOf(NotSent.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aRefusalForTooManyCallsPausesTheBudget() throws Exception {
    try (var server =
            ScriptedServer.answering(
                "HTTP/1.1 429 Slow\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n");
        var http = Calls.client(context, server.uri("/"))) {
      var call =
          HttpCall.get("q", server.uri("/"))
              .draws("trading", "a-1")
              .patience(Duration.ofSeconds(5))
              .build();
      http.send(call);

      assertThat(http.send(call))
          .isInstanceOfSatisfying(
              NotSent.class,
              notSent -> {
                assertThat(notSent.reason()).isEqualTo(NotSent.Reason.RATE_BUDGET);
                assertThat(notSent.retryAfter())
                    .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
              });
      assertThatThrownBy(() -> http.ask(call)).isInstanceOf(BrokerException.RateLimited.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void noTextFormShowsASecret() throws Exception {
    try (var server = ScriptedServer.answering(ScriptedServer.reply("200 OK", "canary"));
        var http = Calls.client(context, server.uri("/"))) {
      var call =
          HttpCall.post("login", server.uri("/?key=canary"))
              .secretHeader("X-Key", Secret.of("canary"))
              .header(HttpHeader.bearer(Secret.of("canary")))
              .body("canary".getBytes(UTF_8), "text/plain")
              .build();

      var outcome = http.send(call);

      assertThat(outcome).isInstanceOf(Answered.class);
      assertThat(call.toString() + call.headers() + outcome + http + context.records())
          .contains("x-key: [hidden]")
          .doesNotContain("canary");
    }
  }

  @Test
  void aWipedSecretMakesNoRequest() throws Exception {
    var secret = Secret.of("canary");
    secret.close();
    try (var server = ScriptedServer.answering(ScriptedServer.reply("200 OK", "{}"));
        var http = Calls.client(context, server.uri("/"))) {
      var outcome =
          http.send(HttpCall.get("q", server.uri("/")).secretHeader("X-Key", secret).build());
      var bearer =
          http.send(HttpCall.get("q", server.uri("/")).header(HttpHeader.bearer(secret)).build());

      assertThat(outcome)
          .isEqualTo(
              new NotSent(NotSent.Reason.REQUEST, "the secret in X-Key was wiped", Duration.ZERO));
      assertThat(bearer)
          .isInstanceOfSatisfying(
              NotSent.class,
              notSent -> assertThat(notSent.why()).contains("Authorization was wiped"));
      assertThat(context.records().getFirst().outcome()).isEqualTo("not sent: request");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void aSignatureThatFailsMakesNoRequestAndTellsNothingOfItsInput() throws Exception {
    try (var server = ScriptedServer.answering(ScriptedServer.reply("200 OK", "{}"));
        var http = Calls.client(context, server.uri("/"))) {
      var failing =
          HttpHeader.secret(
              "X-Signature",
              () -> {
                throw new UnsupportedOperationException("canary");
              });

      var outcome = http.send(HttpCall.get("q", server.uri("/")).header(failing).build());

      assertThat(outcome.toString())
          .contains("REQUEST", "X-Signature", "UnsupportedOperationException")
          .doesNotContain("canary");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void aHeaderCannotCarryALineBreak() {
    var header = HttpHeader.of("X-Note", "a\r\nX-Evil: 1");

    assertThatThrownBy(header::reveal).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HttpHeader.of("X Note", "a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** An attempt of which only the asking for leave matters. */
  private record LeaveAsking(Runnable leave) implements Attempt {
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
      leave.run();
    }
  }
}
