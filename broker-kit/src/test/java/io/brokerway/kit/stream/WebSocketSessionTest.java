package io.brokerway.kit.stream;

import static io.brokerway.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.TestContext;
import io.brokerway.kit.egress.EgressPolicy;
import io.brokerway.kit.http.HttpHeader;
import io.brokerway.kit.http.ScriptedServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WebSocketSessionTest {
  private static final WebSocketPolicy QUICK =
      new WebSocketPolicy(
          Duration.ofSeconds(30),
          Duration.ofMillis(50),
          Duration.ofSeconds(30),
          Duration.ofMillis(1),
          Duration.ofMillis(4),
          10_000);

  /** Believes soon that a peer is dead; on a busy machine now and then of one that is not. */
  private static final WebSocketPolicy IMPATIENT =
      new WebSocketPolicy(
          QUICK.connectWithin(),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          QUICK.firstPause(),
          QUICK.longestPause(),
          QUICK.messageLimit());

  private final TestContext context = new TestContext();
  private final Recording listener = new Recording();
  private final List<WebSocketClient> clients = new CopyOnWriteArrayList<>();

  @AfterEach
  void closeClients() {
    clients.forEach(WebSocketClient::close);
  }

  private WebSocketClient client(URI allowed) {
    var client =
        WebSocketClient.open(
            new BrokerId("acme"), EgressPolicy.NOWHERE.withConfigured(allowed), context);
    clients.add(client);
    return client;
  }

  private WebSocketSession connect(SocketServer server) {
    return client(server.uri()).connect(WebSocketTarget.of("c-1", server.uri()), QUICK, listener);
  }

  @Test
  void deliversTextAndBinaryMessagesWholeAndInOrder() throws Exception {
    try (var server =
        SocketServer.start(peer -> {
          peer.text("one");
          peer.send(SocketServer.BINARY, true, "two".getBytes(StandardCharsets.UTF_8));
          peer.send(SocketServer.TEXT, false, "th".getBytes(StandardCharsets.UTF_8));
          peer.send(SocketServer.PING, true, new byte[0]);
          peer.send(0, false, "re".getBytes(StandardCharsets.UTF_8));
          peer.send(0, true, "e €".getBytes(StandardCharsets.UTF_8));
          peer.stayAlive();
        })) {
      var session = connect(server);

      eventually(() -> listener.messages.size() == 3);

      assertThat(listener.messages).containsExactly("one", "two", "three €");
      assertThat(listener.binary).containsExactly(false, true, false);
      assertThat(session.isUp()).isTrue();
      assertThat(context.records().getFirst().outcome()).isEqualTo("ok");
    }
  }

  @Test
  void manyMessagesPassTheWindowInOrder() throws Exception {
    try (var server =
        SocketServer.start(peer -> {
          for (var i = 0; i < 2_000; i++) {
            peer.text("m" + i);
          }
          peer.stayAlive();
        })) {
      var session = connect(server);

      eventually(() -> listener.messages.size() == 2_000);

      assertThat(listener.messages.getLast()).isEqualTo("m1999");
      assertThat(listener.messages).doesNotHaveDuplicates();
      session.close();
    }
  }

  @Test
  void sendsInTheOrderOfCalls() throws Exception {
    var received = new CopyOnWriteArrayList<String>();
    try (var server =
        SocketServer.start(peer -> {
          while (received.size() < 100) {
            var frame = peer.read();
            if (frame.opcode() == SocketServer.TEXT) {
              received.add(frame.text());
            }
          }
          peer.stayAlive();
        })) {
      var session = connect(server);
      eventually(() -> !listener.lines.isEmpty());

      for (var i = 0; i < 100; i++) {
        listener.lines.getFirst().sendText("m" + i);
      }
      eventually(() -> received.size() == 100);

      assertThat(received.getFirst()).isEqualTo("m0");
      assertThat(received.getLast()).isEqualTo("m99");
      session.close();
    }
  }

  @Test
  void comesBackAfterALossAndTellsSinceWhen() throws Exception {
    var before = context.clock().instant();
    try (var server =
        SocketServer.start(peer -> {
          peer.text("hello " + peer.number());
          if (peer.number() == 1) {
            peer.sayClose();
          } else {
            peer.stayAlive();
          }
        })) {
      var session = connect(server);

      eventually(() -> listener.messages.contains("hello 2"));

      assertThat(listener.downs).hasSize(1);
      assertThat(listener.gaps).hasSize(2).isSorted();
      var after = context.clock().instant();
      assertThat(listener.gaps.getFirst()).isBetween(before, after);
      assertThat(listener.gaps.getLast()).isAfter(listener.gaps.getFirst()).isBefore(after);
      session.close();
    }
  }

  @Test
  void aLineThatNeverBecameLiveLeavesTheGapOpen() throws Exception {
    var told = new CopyOnWriteArrayList<Instant>();
    var neverLive =
        new Recording() {
          @Override
          public void onOpen(WebSocketLine line) {
            told.add(line.gapSince());
            line.sendText("hi");
          }
        };
    try (var server = SocketServer.start(SocketServer.Peer::read)) {
      var session =
          client(server.uri()).connect(WebSocketTarget.of("c", server.uri()), QUICK, neverLive);

      eventually(() -> told.size() >= 5);

      assertThat(told).containsOnly(told.getFirst());
      session.close();
    }
  }

  @Test
  void aPeerThatIsSilentlyDeadIsNoticedByItsMissingPong() throws Exception {
    try (var server =
        SocketServer.start(peer -> {
          if (peer.number() == 1) {
            peer.playDead();
          }
          peer.stayAlive();
        })) {
      var session =
          client(server.uri()).connect(WebSocketTarget.of("c", server.uri()), IMPATIENT, listener);

      eventually(() -> listener.lines.size() >= 2);

      assertThat(listener.downs.getFirst()).contains("no sign of life");
      session.close();
    }
  }

  @Test
  void aPeerThatAnswersPingsIsLeftAlone() throws Exception {
    var pings = new AtomicInteger();
    try (var server =
        SocketServer.start(peer -> {
          while (true) {
            var frame = peer.read();
            if (frame.opcode() == SocketServer.PING) {
              pings.incrementAndGet();
              peer.send(SocketServer.PONG, true, frame.payload());
            }
          }
        })) {
      var session = connect(server);

      eventually(() -> pings.get() >= 5);

      assertThat(listener.downs).isEmpty();
      assertThat(session.isUp()).isTrue();
      session.close();
      assertThat(session.isUp()).isFalse();
    }
  }

  @Test
  void flappingAHundredTimesThereIsOneConnectionAtATime() throws Exception {
    var greeting =
        new Recording() {
          @Override
          public void onOpen(WebSocketLine line) {
            super.onOpen(line);
            line.sendText("hi");
          }
        };
    try (var server =
        SocketServer.start(peer -> {
          peer.read();
          peer.text("m" + peer.number());
          if (peer.number() > 100) {
            peer.stayAlive();
          } else {
            peer.sayClose();
          }
        })) {
      var session =
          client(server.uri()).connect(WebSocketTarget.of("c", server.uri()), QUICK, greeting);

      eventually(() -> greeting.messages.contains("m101"));

      assertThat(server.connections()).isEqualTo(101);
      assertThat(server.mostOpenAtOnce()).isEqualTo(1);
      assertThat(greeting.downs).hasSize(100);
      assertThat(greeting.messages).hasSize(101);
      assertThat(greeting.gaps).isSorted();
      session.close();
    }
  }

  @Test
  void anEndThatComesTogetherWithAMessageIsNoticedEvenIfTheSocketDoesNotTellIt() throws Exception {
    try (var server =
        SocketServer.start(peer -> {
          peer.text("m" + peer.number());
          if (peer.number() > 10) {
            peer.stayAlive();
          }
        })) {
      var session =
          client(server.uri()).connect(WebSocketTarget.of("c", server.uri()), IMPATIENT, listener);

      eventually(() -> listener.messages.contains("m11"));

      assertThat(listener.downs).hasSizeGreaterThanOrEqualTo(10);
      // The socket may drop a message that an end follows at once: the gap covers it.
      assertThat(listener.messages).doesNotHaveDuplicates();
      assertThat(listener.gaps).isSorted();
      session.close();
    }
  }

  @Test
  void aMessageBeyondTheLimitBringsTheLineDown() throws Exception {
    try (var server =
        SocketServer.start(peer -> {
          if (peer.number() == 1) {
            for (var i = 0; i < 100; i++) {
              peer.send(i == 0 ? SocketServer.TEXT : 0, false, new byte[1_000]);
            }
          }
          peer.stayAlive();
        })) {
      var session = connect(server);

      eventually(() -> listener.lines.size() == 2);

      assertThat(listener.downs).singleElement().asString().contains("longer than 10000 bytes");
      assertThat(listener.messages).isEmpty();
      session.close();
    }
  }

  @Test
  void aRefusedLoginEndsTheSession() throws Exception {
    var opened = new AtomicInteger();
    var refusing =
        new Recording() {
          @Override
          public void onMessage(WebSocketLine line, byte[] message, boolean isBinary) {
            opened.incrementAndGet();
            line.giveUp("the broker refuses the login");
          }
        };
    try (var server =
        SocketServer.start(peer -> {
          peer.text("unauthorized");
          peer.stayAlive();
        })) {
      var session =
          client(server.uri()).connect(WebSocketTarget.of("c", server.uri()), QUICK, refusing);

      eventually(() -> opened.get() == 1 && !session.isUp());
      session.close();

      assertThat(server.connections()).isEqualTo(1);
      assertThat(refusing.downs).isEmpty();
    }
  }

  @Test
  void aRefusedHandshakeTellsItsStatusAndMayEndTheSession() throws Exception {
    var statuses = new CopyOnWriteArrayList<Integer>();
    var ending = new CountDownLatch(1);
    var asking =
        new Recording() {
          @Override
          public boolean onHandshakeRefused(int status) {
            statuses.add(status);
            if (statuses.size() == 3) {
              ending.countDown();
            }
            return statuses.size() < 3;
          }
        };
    try (var server =
        ScriptedServer.start(peer -> {
          peer.readRequest();
          peer.write("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
        })) {
      var uri = URI.create("ws://127.0.0.1:" + server.port());
      var session = client(uri).connect(WebSocketTarget.of("c", uri), QUICK, asking);
      ending.await();
      session.close();

      assertThat(statuses).containsExactly(401, 401, 401);
      assertThat(server.connections()).isEqualTo(3);
      assertThat(asking.downs).hasSize(2);
    }
  }

  @Test
  void closingEndsTheConnectionAndNobodyHearsMore() throws Exception {
    var ended = new CountDownLatch(1);
    try (var server =
        SocketServer.start(peer -> {
          peer.stayAlive();
          ended.countDown();
        })) {
      var session = connect(server);
      eventually(session::isUp);

      session.close();
      ended.await();

      assertThat(session.isUp()).isFalse();
      assertThat(listener.downs).isEmpty();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aListenerThatFailsGetsANewLine() throws Exception {
    var failures = new AtomicInteger();
    var failing =
        new Recording() {
          @Override
          public void onMessage(WebSocketLine line, byte[] message, boolean isBinary) {
            if (failures.incrementAndGet() < 3) {
              throw new IllegalStateException("no such state");
            }
          }
        };
    try (var server =
        SocketServer.start(peer -> {
          peer.text("m");
          peer.stayAlive();
        })) {
      var session =
          client(server.uri()).connect(WebSocketTarget.of("c", server.uri()), QUICK, failing);

      eventually(() -> failures.get() == 3);

      assertThat(failing.downs).containsExactly("the listener failed", "the listener failed");
      session.close();
    }
  }

  @Test
  void anAddressThatIsNotTheBrokersIsNotConnectedTo() throws Exception {
    try (var server = SocketServer.start(SocketServer.Peer::stayAlive)) {
      var session =
          client(URI.create("wss://stream.example.com"))
              .connect(WebSocketTarget.of("c", server.uri()), QUICK, listener);

      eventually(() -> !listener.downs.isEmpty());
      session.close();

      assertThat(listener.downs.getFirst()).contains("not allowed");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void secretHeadersGoToTheBrokerAndNowhereElse() throws Exception {
    var requests = new CopyOnWriteArrayList<String>();
    try (var server =
        SocketServer.start(peer -> {
          requests.add(peer.request());
          peer.stayAlive();
        })) {
      var target =
          new WebSocketTarget(
              "c",
              URI.create(server.uri() + "?t=canary"),
              () -> List.of(HttpHeader.secret("X-Key", Secret.of("canary"))));
      var session = client(server.uri()).connect(target, QUICK, listener);
      eventually(() -> requests.size() == 1);
      session.close();

      assertThat(requests.getFirst()).contains("X-Key: canary");
      assertThat(target.toString() + context.records() + session).doesNotContain("canary");
    }
  }
}
