package io.brokerway.simulators.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ChannelsTest {
  private static final KeyFile KEY = DemoLogins.MAIN.key();

  private final Scene scene = new Scene();
  private final Caller caller = scene.caller;

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void theUserChannelBeginsWithTheOpenOrders() {
    for (var number = 0; number < 51; number++) {
      caller.place(OrderPlacingTest.limit("a" + number, "BUY", "0.01", "100"));
    }

    try (var channel = Channel.ofOrders(scene, KEY)) {
      var confirmed = channel.next();
      var first = channel.next();
      var second = channel.next();

      assertThat(confirmed.path("channel").asString()).isEqualTo("subscriptions");
      assertThat(
              confirmed
                  .path("events")
                  .path(0)
                  .path("subscriptions")
                  .path("user")
                  .path(0)
                  .asString())
          .isEqualTo(DemoLogins.MAIN.portfolio().userId());
      assertThat(event(first).path("type").asString()).isEqualTo("snapshot");
      assertThat(event(first).path("orders")).hasSize(50);
      assertThat(event(second).path("orders")).hasSize(1);
      assertThat(numbers(confirmed, first, second)).containsExactly(0L, 1L, 2L);
    }
  }

  @Test
  void updatesAreCumulativeStatesOfOrders() {
    try (var channel = Channel.ofOrders(scene, KEY)) {
      skipSnapshot(channel);
      scene.offer("0.2");
      caller.place(OrderPlacingTest.limit("b", "BUY", "0.5", scene.times("BTC-USD", "1.05")));
      scene.offer("9");

      var entered = order(channel.next("user"));
      var partly = order(channel.next("user"));
      var whole = order(channel.next("user"));

      assertThat(entered.path("status").asString()).isEqualTo("OPEN");
      assertThat(entered.path("cumulative_quantity").asString()).isEqualTo("0");
      assertThat(entered.path("order_type").asString()).isEqualTo("Limit");
      assertThat(partly.path("cumulative_quantity").asString()).isEqualTo("0.2");
      assertThat(partly.path("leaves_quantity").asString()).isEqualTo("0.3");
      assertThat(partly.path("number_of_fills").asString()).isEqualTo("1");
      assertThat(whole.path("status").asString()).isEqualTo("FILLED");
      assertThat(whole.path("cumulative_quantity").asString()).isEqualTo("0.5");
    }
  }

  @Test
  void anEditIsToldUnderTheOldId() {
    try (var channel = Channel.ofOrders(scene, KEY)) {
      skipSnapshot(channel);
      var id = caller.place(OrderPlacingTest.limit("c", "BUY", "0.5", "100"));
      channel.next("user");
      caller.post(
          "/orders/edit", "{\"order_id\":\"%s\",\"price\":\"200\",\"size\":\"0.5\"}".formatted(id));

      var edited = order(channel.next("user"));

      assertThat(edited.path("order_id").asString()).isEqualTo(id);
      assertThat(edited.path("limit_price").asString()).isEqualTo("200");
    }
  }

  @Test
  void aLostMessageLeavesAGapInTheNumbers() {
    try (var channel = Channel.ofOrders(scene, KEY)) {
      var confirmed = channel.next();
      var snapshot = channel.next();
      Control.post(scene, "/coinbase/streams", "{\"action\":\"lose\",\"count\":1}");
      caller.place(OrderPlacingTest.limit("d", "BUY", "0.5", "100"));
      caller.place(OrderPlacingTest.limit("e", "BUY", "0.5", "100"));

      assertThat(numbers(confirmed, snapshot, channel.next("user"))).containsExactly(0L, 1L, 3L);
    }
  }

  @Test
  void whoeverBringsNoGoodTokenHearsNothing() {
    try (var channel = Channel.open(scene.coinbase.userStreamUrl())) {
      channel.send("{\"type\":\"subscribe\",\"channel\":\"user\",\"jwt\":\"nonsense\"}");

      assertThat(channel.next().path("message").asString()).isEqualTo("authentication failure");
    }
  }

  @Test
  void aRevokedKeyEndsItsStream() {
    try (var channel = Channel.ofOrders(scene, KEY)) {
      skipSnapshot(channel);
      scene.coinbase.revoke(KEY);

      assertThat(channel.ends()).isTrue();
    }
  }

  @Test
  void ordersOfOthersAreNotTold() {
    try (var channel = Channel.ofOrders(scene, DemoLogins.SECOND.key())) {
      skipSnapshot(channel);
      caller.place(OrderPlacingTest.limit("f", "BUY", "0.5", "100"));
      scene.as(DemoLogins.SECOND.key()).place(OrderPlacingTest.limit("g", "BUY", "0.5", "100"));

      assertThat(order(channel.next("user")).path("client_order_id").asString()).isEqualTo("g");
    }
  }

  @Test
  void spoiledStreamsRepeatAndGarble() {
    try (var channel = Channel.ofOrders(scene, KEY)) {
      skipSnapshot(channel);
      Control.post(scene, "/coinbase/streams", "{\"action\":\"duplicate\",\"count\":1}");
      caller.place(OrderPlacingTest.limit("h", "BUY", "0.5", "100"));
      var first = channel.next("user");
      var second = channel.next("user");
      assertThat(order(second)).isEqualTo(order(first));

      Control.post(scene, "/coinbase/streams", "{\"action\":\"garble\"}");
      assertThat(channel.nextText()).isEqualTo("{\"cha");
      Control.post(scene, "/coinbase/streams", "{\"action\":\"drop\"}");
      assertThat(channel.ends()).isTrue();
    }
  }

  @Test
  void marketDataComesUnderTheNameOfTheBook() {
    try (var channel = Channel.open(scene.coinbase.marketStreamUrl())) {
      channel.send(
          "{\"type\":\"subscribe\",\"channel\":\"ticker\",\"product_ids\":[\"BTC-USDC\"]}");
      var ticker = event(channel.next("ticker")).path("tickers").path(0);
      channel.send("{\"type\":\"subscribe\",\"channel\":\"level2\",\"product_ids\":[\"BTC-USD\"]}");
      var levels = event(channel.next("l2_data"));
      channel.send("{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}");

      assertThat(ticker.path("product_id").asString()).isEqualTo("BTC-USD");
      assertThat(ticker.path("best_bid").asDecimal())
          .isLessThan(ticker.path("best_ask").asDecimal());
      assertThat(levels.path("updates")).hasSize(2);
      assertThat(event(channel.next("heartbeats")).has("heartbeat_counter")).isTrue();
    }
  }

  @Test
  void whatIsQuietForTooLongIsEnded() {
    try (var channel = Channel.ofOrders(scene, KEY)) {
      skipSnapshot(channel);
      for (var second = 0; second < 100; second++) {
        scene.coinbase.broker().tick();
      }

      assertThat(channel.ends()).isTrue();
    }
  }

  private static void skipSnapshot(Channel channel) {
    channel.next("subscriptions");
    channel.next("user");
  }

  private static JsonNode event(JsonNode message) {
    return message.path("events").path(0);
  }

  private static JsonNode order(JsonNode message) {
    return event(message).path("orders").path(0);
  }

  private static Long[] numbers(JsonNode... messages) {
    var numbers = new Long[messages.length];
    for (var index = 0; index < messages.length; index++) {
      numbers[index] = messages[index].path("sequence_num").longValue();
    }
    return numbers;
  }
}
