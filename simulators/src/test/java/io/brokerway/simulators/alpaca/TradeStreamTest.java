package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TradeStreamTest {
  private static final KeyPair KEYS = DemoLogins.PAPER.keys();
  private static final String LISTEN =
      """
      {"action":"listen","data":{"streams":["trade_updates","account_updates"]}}\
      """;
  private static final String BUY =
      """
      {"symbol":"AAPL","qty":"3","side":"buy","type":"market","time_in_force":"day"}\
      """;

  private final Scene scene = Scene.alwaysOpen();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void paperStreamSpeaksInBinaryFrames() {
    try (var listener = Listener.connect(scene.alpaca.paperStreamUrl())) {
      listener.send(login(DemoLogins.PAPER.keys()));
      var authorization = listener.next();
      listener.send(LISTEN);
      var listening = listener.next();

      assertThat(authorization.binary()).isTrue();
      assertThat(authorization.json().toString())
          .isEqualTo(
              "{\"stream\":\"authorization\",\"data\":"
                  + "{\"status\":\"authorized\",\"action\":\"authenticate\"}}");
      assertThat(listening.json().toString())
          .isEqualTo("{\"stream\":\"listening\",\"data\":{\"streams\":[\"trade_updates\"]}}");
    }
  }

  @Test
  void liveStreamSpeaksInTextFrames() {
    try (var listener = Listener.connect(scene.alpaca.liveStreamUrl())) {
      listener.send(login(DemoLogins.LIVE.keys()));

      var authorization = listener.next();

      assertThat(authorization.binary()).isFalse();
      assertThat(authorization.json().path("data").path("status").asString())
          .isEqualTo("authorized");
    }
  }

  @Test
  void streamSpeaksInMessagePackToWhomAsksForIt() {
    try (var listener = Listener.toPackedTrades(scene.alpaca.paperStreamUrl(), KEYS)) {
      var order = scene.paper.place(BUY);

      var update = listener.update("fill");

      assertThat(update.path("qty").asString()).isEqualTo("3");
      assertThat(update.path("order").path("id")).isEqualTo(order.path("id"));
      assertThat(update.path("order").path("replaced_by").isNull()).isTrue();
    }
  }

  @Test
  void keysOfTheOtherEnvironmentAreUnauthorized() {
    try (var listener = Listener.connect(scene.alpaca.paperStreamUrl())) {
      listener.send(login(DemoLogins.LIVE.keys()));
      var refused = listener.next();
      listener.send(LISTEN);
      var notListening = listener.next();

      assertThat(refused.json().path("data").path("status").asString()).isEqualTo("unauthorized");
      assertThat(notListening.json().path("data").path("action").asString()).isEqualTo("listen");
    }
  }

  @Test
  void fillTellsPriceQuantityAndPosition() {
    try (var listener = paperListener()) {
      var order = scene.paper.place(BUY);

      var update = listener.update("fill");

      assertThat(update.path("qty").asString()).isEqualTo("3");
      assertThat(update.path("position_qty").asString()).isEqualTo("3");
      assertThat(update.path("execution_id").isString()).isTrue();
      assertThat(update.path("order").path("id").asString()).isEqualTo(order.path("id").asString());
      assertThat(update.path("order").path("status").asString()).isEqualTo("filled");
      assertThat(update.path("order").path("filled_avg_price").asString())
          .isEqualTo(update.path("price").asString());
    }
  }

  @Test
  void orderIsPendingThenNewThenCanceled() {
    try (var listener = paperListener()) {
      var id = restingOrder();
      scene.paper.delete("/v2/orders/" + id);

      var events = new ArrayList<String>();
      for (var i = 0; i < 3; i++) {
        events.add(listener.next().json().path("data").path("event").asString());
      }

      assertThat(events).containsExactly("pending_new", "new", "canceled");
    }
  }

  @Test
  void otherAccountsHearNothing() {
    try (var other =
            Listener.toTrades(scene.alpaca.paperStreamUrl(), DemoLogins.SECOND_PAPER.keys());
        var own = paperListener()) {
      scene.paper.place(BUY);

      own.update("fill");

      assertThat(other.isSilent()).isTrue();
    }
  }

  @Test
  void replaceTellsBothOrders() {
    try (var listener = paperListener()) {
      var id = restingOrder();
      scene.paper.patch("/v2/orders/" + id, "{\"qty\":\"2\"}");

      var update = listener.update("replaced");

      assertThat(update.path("order").path("id").asString()).isEqualTo(id);
      assertThat(update.path("order").path("replaced_by").isString()).isTrue();
      assertThat(listener.update("new").path("order").path("replaces").asString()).isEqualTo(id);
    }
  }

  @Test
  void droppedStreamEndsAndComesBack() {
    try (var listener = paperListener()) {
      scene.control().post("/alpaca/streams", "{\"action\":\"drop\"}");

      assertThat(listener.endsSoon()).isTrue();
    }
    try (var again = paperListener()) {
      scene.paper.place(BUY);

      assertThat(again.update("fill").path("qty").asString()).isEqualTo("3");
    }
  }

  @Test
  void frozenStreamStaysOpenWithoutAPong() {
    try (var listener = paperListener()) {
      listener.ping();
      var pongBefore = listener.getsPong(10_000);
      scene.control().post("/alpaca/streams", "{\"action\":\"freeze\"}");
      scene.paper.place(BUY);

      listener.ping();

      assertThat(pongBefore).isTrue();
      assertThat(listener.getsPong(500)).isFalse();
      assertThat(listener.isSilent()).isTrue();
    }
  }

  @Test
  void updatesAreDuplicatedAndReorderedWhenTold() {
    try (var listener = paperListener()) {
      scene.control().post("/alpaca/streams", "{\"action\":\"duplicate\",\"count\":1}");
      restingOrder();
      var first = listener.next().json();
      var second = listener.next().json();
      listener.update("new");
      scene.control().post("/alpaca/streams", "{\"action\":\"reorder\",\"count\":2}");
      restingOrder();
      var early = listener.next().json().path("data").path("event").asString();
      var late = listener.next().json().path("data").path("event").asString();

      assertThat(second).isEqualTo(first);
      assertThat(early).isEqualTo("new");
      assertThat(late).isEqualTo("pending_new");
    }
  }

  @Test
  void revokedKeyEndsItsStreams() {
    try (var listener = paperListener()) {
      scene.alpaca.revoke(DemoLogins.PAPER.keys());

      assertThat(listener.endsSoon()).isTrue();
    }
  }

  @Test
  void updateOfNoOrderOfOursIsPublishedWhenTold() {
    try (var listener = paperListener()) {
      scene
          .control()
          .post(
              "/alpaca/updates",
              """
              {"key_id":"%s","data":{"event":"fill","qty":"1","price":"9","order":{"id":"x"}}}\
              """
                  .formatted(DemoLogins.PAPER.keys().keyId()));

      assertThat(listener.update("fill").path("order").path("id").asString()).isEqualTo("x");
    }
  }

  private Listener paperListener() {
    return Listener.toTrades(scene.alpaca.paperStreamUrl(), DemoLogins.PAPER.keys());
  }

  private String restingOrder() {
    return scene
        .paper
        .place(
            """
            {"symbol":"SPY","qty":"1","side":"buy","type":"limit","limit_price":"%s",
             "time_in_force":"gtc"}\
            """
                .formatted(scene.restingBuy("SPY")))
        .path("id")
        .asString();
  }

  private static String login(KeyPair keys) {
    return """
    {"action":"authenticate","data":{"key_id":"%s","secret_key":"%s"}}\
    """
        .formatted(keys.keyId(), keys.secret());
  }
}
