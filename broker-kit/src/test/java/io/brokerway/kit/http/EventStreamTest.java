package io.brokerway.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.VenueJournal;
import io.brokerway.kit.egress.EgressPolicy;
import io.brokerway.kit.pacing.Pacing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventStreamTest {
  private final List<CallRecord> records = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch hold = new CountDownLatch(1);
  private HttpServer server;
  private URI base;
  private BrokerHttp http;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(command -> Thread.ofVirtual().start(command));
    server.start();
    base = URI.create("http://localhost:" + server.getAddress().getPort());
    http =
        BrokerHttp.open(
            new BrokerId("scripted"),
            HttpPolicy.DEFAULT,
            EgressPolicy.NOWHERE.withConfigured(base),
            Pacing.of(List.of()),
            new Context());
  }

  @AfterEach
  void stop() {
    hold.countDown();
    http.close();
    server.stop(0);
  }

  @Test
  void eventsAreHeardAndTheStreamGoesOnWhereItEnded() throws InterruptedException {
    server.createContext(
        "/events",
        exchange -> {
          asked.add(exchange.getRequestURI().getQuery());
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          var out = exchange.getResponseBody();
          out.write(
              ": hello\n\ndata: one\n\nevent: x\ndata: two\ndata: lines\n\n"
                  .getBytes(StandardCharsets.UTF_8));
          out.flush();
          if (asked.size() > 1) {
            await();
          }
          exchange.close();
        });

    try (var _ = open("after=" + "start")) {
      assertThat(next()).isEqualTo("one");
      assertThat(next()).isEqualTo("two\nlines");
      assertThat(next()).startsWith("down");
      assertThat(next()).isEqualTo("one");
    }

    assertThat(asked).hasSize(2);
    assertThat(records).isNotEmpty().allMatch(record -> !record.changesState());
  }

  @Test
  void aRefusalEndsItIfTheListenerSaysSo() throws InterruptedException {
    server.createContext(
        "/events",
        exchange -> {
          asked.add("");
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });

    try (var _ = open("x=1")) {
      assertThat(next()).isEqualTo("refused 404");
    }

    assertThat(asked).hasSize(1);
  }

  @Test
  void closingEndsASilentStream() throws InterruptedException {
    server.createContext(
        "/events",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("data: one\n\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          await();
        });
    var stream = open("x=1");
    assertThat(next()).isEqualTo("one");

    stream.close();

    assertThat(heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data: a\r\ndata: b\r\n\r\n", "data:a\ndata:b\n\n", "data: a\rdata: b\r\r"})
  void everyEndOfLineIsOne(String text) throws IOException {
    var events = new ArrayList<String>();

    new EventReader(events::add).read(bytes(text + "data: cut"));

    assertThat(events).containsExactly("a\nb");
  }

  @Test
  void anEventWithoutMeasureEndsTheReply() {
    var endless = "data: " + "x".repeat((1 << 20) + 1);

    assertThatThrownBy(() -> new EventReader(_ -> {}).read(bytes(endless)))
        .isInstanceOf(IOException.class);
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private EventStream open(String query) {
    return EventStream.open(
        http,
        () ->
            HttpCall.get("events", URI.create(base + "/events?" + query))
                .deadline(Duration.ofSeconds(20))
                .build(),
        new EventStream.Listener() {
          @Override
          public void onEvent(String data) {
            heard.add(data);
          }

          @Override
          public void onDown(String why) {
            heard.add("down " + why);
          }

          @Override
          public boolean onRefused(int status) {
            heard.add("refused " + status);
            return false;
          }
        });
  }

  private String next() throws InterruptedException {
    return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
  }

  private void await() {
    try {
      var released = hold.await(30, TimeUnit.SECONDS);
      assertThat(released).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Context implements BrokerContext {
    @Override
    public Clock clock() {
      return Clock.systemUTC();
    }

    @Override
    public BrokerSettings settings() {
      return BrokerSettings.DEFAULTS;
    }

    @Override
    public Consumer<CallRecord> calls() {
      return records::add;
    }

    @Override
    public VenueJournal journal(String name) {
      throw new UnsupportedOperationException("no venue here");
    }
  }
}
