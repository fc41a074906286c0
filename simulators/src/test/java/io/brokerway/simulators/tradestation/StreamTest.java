package io.brokerway.simulators.tradestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.simulators.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(30)
final class StreamTest {
  private static final String ORDERS = "/v3/brokerage/stream/accounts/" + Scene.MARGIN + "/orders";
  private static final String POSITIONS =
      "/v3/brokerage/stream/accounts/" + Scene.MARGIN + "/positions?changes=true";

  /** A stream, read line by line: the simulator writes an object to a line. */
  private record Reader(BufferedReader lines) implements AutoCloseable {
    static Reader of(Scene scene, String path) {
      var answer = scene.simulation().stream(path);
      assertThat(answer.statusCode()).isEqualTo(200);
      return new Reader(
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }

    JsonNode next() throws IOException {
      var line = lines.readLine();
      if (line == null) {
        throw new IOException("the stream ended");
      }
      return Json.read(line);
    }

    JsonNode await(Predicate<JsonNode> wanted) throws IOException {
      var next = next();
      while (!wanted.test(next)) {
        next = next();
      }
      return next;
    }

    JsonNode awaitStatus(String status) throws IOException {
      return await(json -> json.path("StreamStatus").asString("").equals(status));
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  @Test
  void ordersBeginWithASnapshotAndGoOnWithEachChange() throws IOException {
    try (var scene = Scene.open()) {
      var before = scene.simulation().place(Scene.limit("AAPL", "BUY", "1", "10"));
      try (var stream = Reader.of(scene, ORDERS)) {
        assertThat(stream.next().path("OrderID").asString()).isEqualTo(before);
        stream.awaitStatus("EndSnapshot");

        scene.simulation().delete("/v3/orderexecution/orders/" + before);
        var id = scene.simulation().place(Scene.market("AAPL", "BUY", "2"));

        var canceled = stream.await(json -> json.path("OrderID").asString().equals(before));
        assertThat(canceled.path("Status").asString()).isEqualTo("OUT");
        var filled = stream.await(json -> json.path("Status").asString().equals("FLL"));
        assertThat(filled.path("OrderID").asString()).isEqualTo(id);
        assertThat(filled.path("Legs").get(0).path("ExecQuantity").asString()).isEqualTo("2");
      }
    }
  }

  @Test
  void aStopIsHitBeforeItFills() throws IOException {
    try (var scene = Scene.open();
        var stream = Reader.of(scene, ORDERS)) {
      scene.simulation().place(Scene.market("AAPL", "BUY", "1"));
      scene
          .simulation()
          .place(
              Scene.order(
                  "AAPL",
                  "SELL",
                  "1",
                  "\"OrderType\":\"StopMarket\",\"StopPrice\":\"%s\",\"TimeInForce\":{\"Duration\":\"DAY\"}"
                      .formatted(
                          scene
                              .ask("AAPL")
                              .multiply(new BigDecimal("1.1"))
                              .setScale(2, java.math.RoundingMode.UP))));

      var hit = stream.await(json -> json.path("Status").asString().equals("STP"));

      assertThat(hit.path("StatusDescription").asString()).isEqualTo("Stop Hit");
      stream.await(json ->
          json.path("Status").asString().equals("FLL")
              && json.path("OrderID").equals(hit.path("OrderID")));
    }
  }

  @Test
  void silenceIsFilledWithHeartbeats() throws IOException {
    try (var scene = Scene.open();
        var stream = Reader.of(scene, ORDERS)) {
      stream.awaitStatus("EndSnapshot");

      var beat = stream.next();

      assertThat(beat.path("Heartbeat").intValue()).isEqualTo(1);
      assertThat(beat.path("Timestamp").asString()).isEqualTo("2026-03-03T15:00:00Z");
    }
  }

  @Test
  void aClosedPositionIsMarked() throws IOException {
    try (var scene = Scene.open();
        var stream = Reader.of(scene, POSITIONS)) {
      stream.awaitStatus("EndSnapshot");
      scene.simulation().place(Scene.market("AAPL", "BUY", "2"));
      var opened = stream.await(json -> json.path("Symbol").asString("").equals("AAPL"));
      scene.simulation().place(Scene.market("AAPL", "SELL", "2"));

      var closed = stream.await(json -> json.has("Deleted"));

      assertThat(opened.path("Quantity").asString()).isEqualTo("2");
      assertThat(closed.path("PositionID")).isEqualTo(opened.path("PositionID"));
    }
  }

  @Test
  void quotesComeWholeAndThenInPart() throws IOException {
    try (var scene = Scene.open();
        var stream = Reader.of(scene, "/v3/marketdata/stream/quotes/AAPL,NOPE9")) {
      var wrong = stream.next();
      var whole = stream.next();
      scene.clock.advance(Duration.ofMinutes(5));

      var part = stream.next();

      assertThat(wrong.path("Error").asString()).contains("not found");
      assertThat(whole.has("PreviousClose")).isTrue();
      assertThat(part.path("Symbol").asString()).isEqualTo("AAPL");
      assertThat(part.has("PreviousClose")).isFalse();
    }
  }

  @Test
  void aStreamThatGoesAwayEndsAndOneThatIsDroppedBreaks() throws IOException {
    try (var scene = Scene.open();
        var first = Reader.of(scene, ORDERS)) {
      first.awaitStatus("EndSnapshot");
      scene.control().post("/tradestation/streams", "{\"action\":\"go-away\"}");
      first.awaitStatus("GoAway");
      assertThat(first.lines().readLine()).isNull();

      try (var second = Reader.of(scene, ORDERS)) {
        second.awaitStatus("EndSnapshot");
        scene.control().post("/tradestation/streams", "{\"action\":\"drop\"}");
        assertThatThrownBy(() -> second.await(_ -> false)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void messagesComeTwiceAndGarbledWhenTold() throws IOException {
    try (var scene = Scene.open();
        var stream = Reader.of(scene, ORDERS)) {
      stream.awaitStatus("EndSnapshot");
      scene.control().post("/tradestation/streams", "{\"action\":\"duplicate\",\"count\":1}");
      var id = scene.simulation().place(Scene.limit("AAPL", "BUY", "1", "10"));

      assertThat(stream.next().path("OrderID").asString()).isEqualTo(id);
      assertThat(stream.next().path("OrderID").asString()).isEqualTo(id);
      scene
          .control()
          .post("/tradestation/streams", "{\"action\":\"garbage\",\"text\":\"{\\\"Status\\\":\"}");
      assertThat(stream.lines().readLine()).isEqualTo("{\"Status\":");
    }
  }
}
