package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MarketHoursTest {
  private static final String BUY =
      """
      {"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"%s"}\
      """;

  @Test
  void orderOffHoursIsAcceptedAndCannotBeReplaced() {
    try (var scene = Scene.at("2026-03-03T02:00:00Z")) {
      var order =
          scene.paper.place(
              """
              {"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"20",
               "time_in_force":"day"}\
              """);
      var id = order.path("id").asString();

      var replaced = scene.paper.patch("/v2/orders/" + id, "{\"qty\":\"2\"}");

      assertThat(order.path("status").asString()).isEqualTo("accepted");
      assertThat(scene.paper.get("/v2/orders/" + id).text("status")).isEqualTo("accepted");
      assertThat(replaced.status()).isEqualTo(422);
      assertThat(replaced.text("message")).isEqualTo("cannot replace order in accepted status");
      assertThat(scene.paper.get("/v2/clock").json().path("is_open").booleanValue()).isFalse();
    }
  }

  @Test
  void orderOffHoursFillsAtTheOpen() {
    try (var scene = Scene.at("2026-03-03T02:00:00Z")) {
      var id = scene.paper.place(BUY.formatted("day")).path("id").asString();

      scene.alpaca.clock().advance(Duration.ofHours(13));

      assertThat(scene.paper.get("/v2/orders/" + id).text("status")).isEqualTo("filled");
    }
  }

  @Test
  void immediateOrdersAreRefusedOffHours() {
    try (var scene = Scene.at("2026-03-03T02:00:00Z")) {
      assertThat(scene.paper.post("/v2/orders", BUY.formatted("ioc")).status()).isEqualTo(422);
      assertThat(scene.paper.post("/v2/orders", BUY.formatted("opg")).status()).isEqualTo(200);
    }
  }

  @Test
  void openingOrdersAreRefusedInTheSession() {
    try (var scene = Scene.at("2026-03-03T15:00:00Z")) {
      assertThat(scene.paper.post("/v2/orders", BUY.formatted("opg")).status()).isEqualTo(422);
      assertThat(scene.paper.post("/v2/orders", BUY.formatted("cls")).status()).isEqualTo(200);
    }
  }

  @Test
  void calendarKnowsHolidaysAndEarlyCloses() {
    try (var scene = Scene.at("2026-03-03T15:00:00Z")) {
      var days = scene.paper.get("/v2/calendar?start=2026-11-25&end=2026-11-27").json();

      assertThat(days).hasSize(2);
      assertThat(days.path(1).path("date").asString()).isEqualTo("2026-11-27");
      assertThat(days.path(1).path("close").asString()).isEqualTo("13:00");
    }
  }
}
