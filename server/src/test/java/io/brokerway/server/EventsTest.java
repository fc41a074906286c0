package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class EventsTest {
  private static final Api NOBODY = Api.at(TestGateways.serve().port());
  private static final Api ADMIN = NOBODY.withKey(TestGateways.adminKey());
  private static final Trader ADA = Trader.of(ADMIN, NOBODY, "ada");
  private static final Trader BOB = Trader.of(ADMIN, NOBODY, "bob");

  @Test
  void tellsWhatHappenedTheNewestFirst() {
    var events = ADA.api().get("/api/v1/events").json().path("items");
    var positions = new ArrayList<Long>();
    events.forEach(event -> positions.add(event.path("position").asLong()));

    assertThat(positions).hasSizeGreaterThan(2).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(types(events)).contains("order.accepted");
  }

  @Test
  void tellsNothingOfOtherUsers() {
    var seen = ADA.api().get("/api/v1/events?limit=500").text();
    var asked = ADA.api().get("/api/v1/events?subject=" + BOB.order()).json();

    assertThat(seen).contains(ADA.order()).doesNotContain(BOB.order(), BOB.account());
    assertThat(asked.path("items")).isEmpty();
  }

  @Test
  void leadsToOlderOnesWithoutGapOrRepetition() {
    var all = types(ADA.api().get("/api/v1/events?limit=500").json().path("items"));
    var paged = new ArrayList<String>();
    var token = "";
    do {
      var page = ADA.api().get("/api/v1/events?limit=2" + token).json();
      paged.addAll(types(page.path("items")));
      var next = page.path("nextPageToken");
      token = next.isNull() ? "" : "&pageToken=" + next.asString();
    } while (!token.isEmpty());

    assertThat(paged).endsWith(all.toArray(String[]::new));
  }

  @Test
  void narrowsToASubjectAndAKind() {
    var ofOrder = ADA.api().get("/api/v1/events?subject=" + ADA.order()).json().path("items");
    var ofOrders = ADA.api().get("/api/v1/events?type=order.").json().path("items");

    assertThat(ofOrder).isNotEmpty().allMatch(event -> ADA.order().equals(subject(event)));
    assertThat(types(ofOrders)).isNotEmpty().allMatch(type -> type.startsWith("order."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pageToken=x", "pageToken=-1", "limit=0", "limit=501", "type=A%25", "subject=%20"})
  void refusesWhatMakesNoSense(String query) {
    var reply = ADA.api().get("/api/v1/events?" + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.wrongFields()).isNotEmpty();
  }

  private static String subject(JsonNode event) {
    return event.path("subject").asString();
  }

  private static ArrayList<String> types(JsonNode events) {
    var types = new ArrayList<String>();
    events.forEach(event -> types.add(event.path("type").asString()));
    return types;
  }
}
