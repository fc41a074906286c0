package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ActivitiesTest {
  private static final String PATH = "/v2/account/activities";

  private final Scene scene = Scene.alwaysOpen();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void fillsAndDepositsAreActivities() {
    buy("2");

    var all = scene.paper.get(PATH + "?direction=asc").json();
    var deposit = all.path(0);
    var fill = all.path(1);
    assertThat(all).hasSize(2);
    assertThat(deposit.path("activity_type").asString()).isEqualTo("CSD");
    assertThat(deposit.path("net_amount").asString()).isEqualTo("100000");
    assertThat(deposit.path("date").asString()).isEqualTo("2026-03-03");
    assertThat(fill.path("activity_type").asString()).isEqualTo("FILL");
    assertThat(fill.path("type").asString()).isEqualTo("fill");
    assertThat(fill.path("side").asString()).isEqualTo("buy");
    assertThat(fill.path("qty").asString()).isEqualTo("2");
    assertThat(fill.path("cum_qty").asString()).isEqualTo("2");
    assertThat(fill.path("leaves_qty").asString()).isEqualTo("0");
    assertThat(fill.path("order_status").asString()).isEqualTo("filled");
    assertThat(fill.path("id").asString()).matches("20260303100000000::[0-9a-f-]{36}");
  }

  @Test
  void pagesFollowTheLastIdWithoutGapOrRepeat() {
    for (var i = 0; i < 5; i++) {
      buy("1");
    }
    var whole = ids(scene.paper.get(PATH).json());

    var paged = new ArrayList<String>();
    var page = ids(scene.paper.get(PATH + "?page_size=2").json());
    while (!page.isEmpty()) {
      paged.addAll(page);
      page = ids(scene.paper.get(PATH + "?page_size=2&page_token=" + paged.getLast()).json());
    }

    assertThat(whole).hasSize(6);
    assertThat(paged).isEqualTo(whole);
  }

  @Test
  void typesCategoryAndTimesFilter() {
    buy("1");
    scene.alpaca.clock().advance(Duration.ofHours(1));
    deposit("-50");

    assertThat(types("?activity_types=FILL,CSW")).containsExactly("CSW", "FILL");
    assertThat(types("/CSD")).containsExactly("CSD");
    assertThat(types("?category=trade_activity")).containsExactly("FILL");
    assertThat(types("?after=2026-03-03T15:30:00Z")).containsExactly("CSW");
    assertThat(types("?until=2026-03-03T15:30:00Z&direction=asc")).containsExactly("CSD", "FILL");
    assertThat(types("?date=2026-03-03")).hasSize(3);
    assertThat(types("?date=2026-03-02")).isEmpty();
  }

  @Test
  void badParametersAreRefused() {
    for (var query :
        List.of(
            "?page_size=101",
            "?page_size=x",
            "?direction=up",
            "?activity_types=NOPE",
            "?category=other",
            "?category=trade_activity&activity_types=FILL",
            "?after=yesterday",
            "?page_token=unknown")) {
      assertThat(scene.paper.get(PATH + query).status()).as(query).isEqualTo(422);
    }
  }

  @Test
  void correctionsComeAsActivitiesOfTheirOwn() {
    var keyId = DemoLogins.PAPER.keys().keyId();

    var reply =
        scene
            .control()
            .post(
                "/alpaca/activities",
                """
                {"key_id":"%s","activity_type":"FEE","activity_sub_type":"REG","net_amount":"-0.02",
                 "status":"correct"}\
                """
                    .formatted(keyId));

    var fee = scene.paper.get(PATH + "/FEE").json().path(0);
    assertThat(reply.status()).isEqualTo(201);
    assertThat(fee.path("id").asString()).isEqualTo(reply.text("id"));
    assertThat(fee.path("status").asString()).isEqualTo("correct");
    assertThat(fee.path("net_amount").asString()).isEqualTo("-0.02");
  }

  private void buy(String quantity) {
    scene.paper.place(
        """
        {"symbol":"AAPL","qty":"%s","side":"buy","type":"market","time_in_force":"day"}\
        """
            .formatted(quantity));
  }

  private void deposit(String amount) {
    scene
        .control()
        .post(
            "/alpaca/deposits",
            "{\"key_id\":\"%s\",\"amount\":\"%s\"}"
                .formatted(DemoLogins.PAPER.keys().keyId(), amount));
  }

  private List<String> types(String query) {
    var types = new ArrayList<String>();
    for (var activity : scene.paper.get(PATH + query).json()) {
      types.add(activity.path("activity_type").asString());
    }
    return types;
  }

  private static List<String> ids(JsonNode page) {
    var ids = new ArrayList<String>();
    page.forEach(activity -> ids.add(activity.path("id").asString()));
    return ids;
  }
}
