package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Activities as server-sent events. */
final class ActivityEventsTest {
  private static final String PATH = "/v2beta1/events/activities";
  private static final String BUY =
      """
      {"symbol":"AAPL","qty":"3","side":"buy","type":"market","time_in_force":"day",
       "client_order_id":"sse-1"}\
      """;

  private final Scene scene = Scene.alwaysOpen();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void pastEventsComeWithTheirDetailsAndTheStreamEnds() {
    var order = scene.paper.place(BUY);

    var reply = scene.paper.get(PATH + "?since=2026-03-01&until=2026-03-04");

    assertThat(reply.header("Content-Type")).contains("text/event-stream");
    var events = events(reply.response().body());
    assertThat(events)
        .extracting(event -> event.path("activity_type").asString())
        .containsExactly("CSD", "FILL");
    var fill = events.getLast();
    var row = scene.paper.get("/v2/account/activities/FILL").json().path(0);
    assertThat(fill.path("qty").asString()).isEqualTo("3");
    assertThat(fill.path("price")).isEqualTo(row.path("price"));
    assertThat(fill.path("at").asString()).isEqualTo("2026-03-03T15:00:00Z");
    assertThat(fill.path("settle_date").asString()).isEqualTo("2026-03-04");
    assertThat(row.path("id").asString()).endsWith("::" + fill.path("ref_id").asString());
    var details = fill.path("details");
    assertThat(details.path("order_id")).isEqualTo(order.path("id"));
    assertThat(details.path("client_order_id").asString()).isEqualTo("sse-1");
    assertThat(details.path("symbol").asString()).isEqualTo("AAPL");
    assertThat(details.path("order_status").asString()).isEqualTo("filled");
    assertThat(details.path("execution_type").asString()).isEqualTo("fill");
  }

  @Test
  void streamGoesOnFromAnEventThatWasSeen() {
    scene.paper.place(BUY);
    scene.alpaca.clock().advance(Duration.ofMinutes(1));
    scene.paper.place(BUY.replace("sse-1", "sse-2"));
    var all =
        events(scene.paper.get(PATH + "?since=2026-03-01&until=2026-03-04").response().body());
    var ids = all.stream().map(event -> event.path("event_id").asString()).toList();

    var rest =
        events(
            scene
                .paper
                .get(PATH + "?since_id=%s&until_id=%s".formatted(ids.get(1), ids.get(2)))
                .response()
                .body());

    assertThat(ids).hasSize(3).isSorted().allMatch(id -> id.length() == 26);
    assertThat(rest).isEqualTo(all.subList(1, 3));
  }

  @Test
  void newEventsArePushedAndOldOnesAreNotUnlessAskedFor() throws Exception {
    scene.paper.place(BUY);

    try (var stream = open(PATH)) {
      scene.paper.place(BUY.replace("sse-1", "sse-2"));

      var event = nextEvent(stream);

      assertThat(event.path("details").path("client_order_id").asString()).isEqualTo("sse-2");
    }
  }

  @Test
  void accountsHearOfThemselvesAlone() {
    scene.paper.place(BUY);
    var other = scene.paperAs(DemoLogins.SECOND_PAPER.keys());

    var events = events(other.get(PATH + "?since=2026-03-01&until=2026-03-04").response().body());

    assertThat(events)
        .extracting(event -> event.path("activity_type").asString())
        .containsExactly("CSD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "until=2026-03-04",
        "until_id=01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "since=2026-03-01&since_id=01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "since=yesterday",
        "since_id=x"
      })
  void spansThatMakeNoSenseAreRefused(String query) {
    assertThat(scene.paper.get(PATH + "?" + query).status()).isEqualTo(422);
  }

  private BufferedReader open(String path) throws IOException, InterruptedException {
    var keys = DemoLogins.PAPER.keys();
    var request =
        HttpRequest.newBuilder(URI.create(scene.alpaca.paperUrl() + path))
            .header("APCA-API-KEY-ID", keys.keyId())
            .header("APCA-API-SECRET-KEY", keys.secret())
            .build();
    var reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(reply.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8));
  }

  private static JsonNode nextEvent(BufferedReader stream) throws Exception {
    return CompletableFuture.supplyAsync(() ->
            stream
                .lines()
                .filter(line -> line.startsWith("data: "))
                .findFirst()
                .map(line -> Json.read(line.substring(6)))
                .orElseThrow())
        .get(Caller.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static List<JsonNode> events(String body) {
    return body.lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> Json.read(line.substring(6)))
        .toList();
  }
}
