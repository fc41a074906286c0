package io.brokerway.simulators.charlesschwab;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.oauth.AccessToken;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the streamer says, and to whom. */
final class SchwabStreamerTest {
  private static final String BUY = Scene.simple("BUY", 10, "AAPL", "\"orderType\":\"MARKET\"");

  private final Scene scene = Scene.alwaysOpen();
  private final StreamerListener listener = StreamerListener.connect(scene);

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void nothingIsHeardBeforeTheLogin() {
    assertThat(listener.listenToActivity()).isEqualTo(20);
    assertThat(listener.login()).isZero();
    assertThat(listener.listenToActivity()).isEqualTo(26);
    assertThat(listener.next("data").at("/content/0/2").asString()).isEqualTo("SUBSCRIBED");
  }

  @Test
  void aTokenThatIsNoGoodIsDeniedAndCut() {
    assertThat(listener.login("guessed")).isEqualTo(3);
    assertThat(listener.endsSoon()).isTrue();
  }

  @Test
  void aSecondConnectionOfTheUserIsTurnedAway() {
    var second = StreamerListener.connect(scene);

    assertThat(listener.login()).isZero();
    assertThat(second.login()).isEqualTo(12);
    assertThat(second.endsSoon()).isTrue();
  }

  @Test
  void aFillIsToldWithNumbersInTheirOddForm() {
    listener.login();
    listener.listenToActivity();

    var id = scene.place(BUY).orderId();

    assertThat(data(listener.activity("OrderCreated")).path("SchwabOrderID").asString())
        .isEqualTo(String.valueOf(id));
    var fill = data(listener.activity("OrderFillCompleted"));
    var leg = fill.path("BaseEvent").path("OrderFillCompletedEventOrderLegQuantityInfo");
    assertThat(leg.at("/QuantityInfo/CumulativeQuantity/lo").asString()).isEqualTo("10000000");
    assertThat(leg.at("/QuantityInfo/LeavesQuantity").has("lo")).isFalse();
    assertThat(leg.path("LegStatus").asString()).isEqualTo("LegClosed");
  }

  @Test
  void oddNumbersKnowTheirSign() {
    assertThat(ActivityMessages.number(new BigDecimal("220.47")))
        .isEqualTo(Json.read("{\"lo\":\"220470000\",\"signScale\":12}"));
    assertThat(ActivityMessages.number(new BigDecimal("-220.47")).path("signScale").intValue())
        .isEqualTo(13);
  }

  @Test
  void onlyLinkedAccountsAreHeard() {
    listener.login();
    listener.listenToActivity();

    scene.control(
        "/charles_schwab/orders",
        "{\"account_number\":\"%s\",\"order\":%s}".formatted(DemoLogins.OTHERS.number(), BUY));
    scene.place(BUY);

    assertThat(listener.activity("OrderCreated").path("1").asString())
        .isEqualTo(DemoLogins.MARGIN.number());
  }

  @Test
  void messagesComeTwiceWhereToldSo() {
    listener.login();
    listener.listenToActivity();
    scene.control("/charles_schwab/streams", "{\"action\":\"duplicate\",\"count\":1}");

    scene.place(BUY);

    var first = listener.activity("OrderCreated");
    var second = listener.activity("OrderCreated");
    assertThat(second.path("3")).isEqualTo(first.path("3"));
    assertThat(second.path("seq").intValue()).isEqualTo(first.path("seq").intValue() + 1);
  }

  @Test
  void quotesComeWholeAndThenByWhatChanged() {
    listener.login();
    assertThat(
            listener.request(
                "LEVELONE_EQUITIES", "SUBS", "{\"keys\":\"AAPL\",\"fields\":\"0,1,2,3,8,34\"}"))
        .isEqualTo(26);

    var whole = listener.next("data").at("/content/0");
    scene.schwab.clock().advance(Duration.ofMinutes(5));
    var changed = listener.next("data").at("/content/0");

    assertThat(whole.path("key").asString()).isEqualTo("AAPL");
    assertThat(whole.path("1").decimalValue()).isLessThan(whole.path("2").decimalValue());
    assertThat(whole.has("33")).isFalse();
    assertThat(changed.path("8").decimalValue()).isNotEqualTo(whole.path("8").decimalValue());
  }

  @Test
  void theConnectionEndsWithItsToken() {
    listener.login();
    listener.listenToActivity();

    scene.schwab.setToken(scene.token, AccessToken.State.REVOKED);

    assertThat(listener.endsSoon()).isTrue();
  }

  @Test
  void connectionsAreDroppedFromOutside() {
    listener.login();

    var reply = scene.control("/charles_schwab/streams", "{\"action\":\"drop\"}");

    assertThat(reply.json().path("dropped").intValue()).isEqualTo(1);
    assertThat(listener.endsSoon()).isTrue();
  }

  private static JsonNode data(JsonNode content) {
    return Json.read(content.path("3").asString());
  }
}
